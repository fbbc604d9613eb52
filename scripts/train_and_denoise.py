#@ File (label = "Folder of noisy images to train on", style = "directory") train
#@ File (label = "Folder of images to denoise", style = "directory") input
#@ File (label = "Folder for the results", style = "directory") output
#@ Double (label = "Minutes of training", value = 4, min = 0.01) minutes
#@ CommandService command

# Trains a denoiser on the noisy images of one folder, and denoises those of another.
#
# The model is saved as denoiser.zip in the folder of results. If the script was
# interrupted while it trained, it goes on where it stopped.

import os

from ij import IJ
from java.io import File
from io.github.denoiser.command import DenoiseImageCommand, TrainDenoiserCommand

model = File(output, "denoiser.zip")
command.run(TrainDenoiserCommand, False, "learn_from", "noisy", "folder", train, "save_as", model,
	"minutes", minutes, "show_residual", False).get()

for name in sorted(os.listdir(input.path)):
	path = os.path.join(input.path, name)
	image = IJ.openImage(path) if os.path.isfile(path) else None
	if image is None:
		continue
	result = command.run(DenoiseImageCommand, False, "image", image, "model", model, "stack", True).get()
	stem = os.path.splitext(name)[0]
	IJ.saveAsTiff(result.getOutput("denoised"), os.path.join(output.path, stem + ".tif"))
	print("Denoised " + name)
