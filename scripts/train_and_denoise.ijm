// Trains a denoiser on the noisy images of one folder, and denoises those of another.
//
// From a script or another macro:
//   runMacro("train_and_denoise.ijm", "/data/train/|/data/noisy/|/data/denoised/|preset=quick");
// Started by itself it asks for the folders.
//
// The model is saved as denoiser.zip in the folder of results. If the macro was
// interrupted while it trained, it goes on where it stopped.

arguments = getArgument();
if (arguments == "") {
	train = getDirectory("Folder of noisy images to train on");
	input = getDirectory("Folder of images to denoise");
	output = getDirectory("Folder for the results");
	options = "preset=quick";
}
else {
	parts = split(arguments, "|");
	train = parts[0];
	input = parts[1];
	output = parts[2];
	options = parts[3];
}
model = output + "denoiser.zip";

setBatchMode(true);
run("Train Denoiser...", "learn_from=noisy folder=[" + train + "] save_as=[" + model + "] show_residual=false " + options);

files = getFileList(input);
for (i = 0; i < files.length; i++) {
	if (endsWith(files[i], "/")) continue;
	open(input + files[i]);
	run("Denoise Image...", "model=[" + model + "] stack=true");
	saveAs("Tiff", output + File.getNameWithoutExtension(files[i]) + ".tif");
	close("*");
	showProgress(i + 1, files.length);
}
setBatchMode(false);
