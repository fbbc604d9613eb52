#@ File (label = "Folder of noisy images to train on", style = "directory") train
#@ File (label = "Folder of images to denoise", style = "directory") input
#@ File (label = "Folder for the results", style = "directory") output
#@ Double (label = "Minutes of training", value = 4, min = 0.01) minutes
#@ CommandService command

// Trains a denoiser on the noisy images of one folder, and denoises those of another.
//
// The model is saved as denoiser.zip in the folder of results. If the script was
// interrupted while it trained, it goes on where it stopped.

import ij.IJ
import io.github.denoiser.command.DenoiseImageCommand
import io.github.denoiser.command.TrainDenoiserCommand

def model = new File(output, "denoiser.zip")
command.run(TrainDenoiserCommand, false, "learn_from", "noisy", "folder", train, "save_as", model,
	"minutes", minutes, "show_residual", false).get()

for (file in input.listFiles().sort()) {
	def image = file.isFile() ? IJ.openImage(file.path) : null
	if (image == null) continue
	def result = command.run(DenoiseImageCommand, false, "image", image, "model", model, "stack", true).get()
	def name = file.name.replaceFirst(/\.[^.]*$/, "") + ".tif"
	IJ.saveAsTiff(result.getOutput("denoised"), new File(output, name).path)
	println "Denoised " + file.name
}
