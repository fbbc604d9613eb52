// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.awt.Color;
import java.util.Random;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

/** Images of any kind that ImageJ has, with any combination of what can hang on them. */
public final class RandomImages {

	private final Random random;

	/** @param random decides everything */
	public RandomImages(final Random random) {
		this.random = random;
	}

	/** @return one to five dimensions, 8, 16, 24 (RGB) or 32 bits, in memory or virtual */
	public ImagePlus next() {
		final int bitDepth = new int[] { 8, 16, 24, 32 }[random.nextInt(4)];
		final int width = 1 + random.nextInt(20);
		final int height = 1 + random.nextInt(20);
		final int channels = bitDepth == 24 || random.nextBoolean() ? 1 : 1 + random.nextInt(3);
		final int slices = random.nextBoolean() ? 1 : 1 + random.nextInt(3);
		final int frames = random.nextBoolean() ? 1 : 1 + random.nextInt(3);
		ImageStack stack = stack(bitDepth, width, height, channels * slices * frames);
		if (stack.size() > 1 && random.nextInt(4) == 0) stack = virtual(stack, bitDepth);
		ImagePlus image = new ImagePlus("random " + bitDepth + "-bit.tif", stack);
		image.setDimensions(channels, slices, frames);
		image.setOpenAsHyperStack(stack.size() > 1 && random.nextBoolean());
		if (channels > 1) image = composite(image);
		else if (bitDepth != 24) {
			if (random.nextBoolean()) image.getProcessor().setLut(LUT.createLutFromColor(color()));
			if (random.nextBoolean()) image.setDisplayRange(5 + random.nextInt(50), 60 + random.nextInt(190));
		}
		decorate(image);
		image.setPosition(1 + random.nextInt(channels), 1 + random.nextInt(slices), 1 + random.nextInt(frames));
		return image;
	}

	private ImagePlus composite(final ImagePlus image) {
		final CompositeImage composite = new CompositeImage(image,
			new int[] { IJ.COMPOSITE, IJ.COLOR, IJ.GRAYSCALE }[random.nextInt(3)]);
		final LUT[] luts = new LUT[image.getNChannels()];
		for (int i = 0; i < luts.length; i++) {
			luts[i] = LUT.createLutFromColor(color());
			luts[i].min = random.nextInt(50);
			luts[i].max = 60 + random.nextInt(190);
		}
		composite.setLuts(luts);
		return composite;
	}

	private Color color() {
		return new Color(1 + random.nextInt(0xfffffe));
	}

	private void decorate(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		if (random.nextBoolean()) {
			calibration.pixelWidth = 0.1 + random.nextDouble();
			calibration.pixelDepth = 0.1 + random.nextDouble();
			calibration.frameInterval = random.nextDouble();
			calibration.setUnit("um");
		}
		if (image.getBitDepth() < 24 && random.nextInt(3) == 0) {
			calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] { 10, 0.5 }, "OD");
		}
		if (random.nextBoolean()) {
			final Overlay overlay = new Overlay(new Roi(0, 0, 1, 1));
			overlay.add(new TextRoi(1, 1, "cell"));
			image.setOverlay(overlay);
		}
		if (random.nextBoolean()) image.setProperty("Info", "taken on a Monday");
		if (random.nextBoolean()) image.setProp("sample", "mouse 7");
		if (random.nextInt(4) == 0) image.setRoi(new OvalRoi(0, 0, image.getWidth(), image.getHeight()));
		image.changes = false;
	}

	private ImageStack stack(final int bitDepth, final int width, final int height, final int size) {
		final ImageStack stack = new ImageStack(width, height);
		final boolean labels = random.nextBoolean();
		for (int i = 1; i <= size; i++) {
			stack.addSlice(labels ? "label " + i : null, processor(bitDepth, width, height));
		}
		return stack;
	}

	private ImageProcessor processor(final int bitDepth, final int width, final int height) {
		final ImageProcessor processor = bitDepth == 8 ? new ByteProcessor(width, height)
			: bitDepth == 16 ? new ShortProcessor(width, height)
				: bitDepth == 24 ? new ColorProcessor(width, height) : new FloatProcessor(width, height);
		for (int i = 0; i < width * height; i++) {
			if (bitDepth == 32) processor.setf(i, random.nextInt(30) == 0 ? Float.NaN : random.nextFloat() * 1000 - 300);
			else processor.set(i, bitDepth == 24 ? 0xff000000 | random.nextInt(1 << 24) : random.nextInt(1 << bitDepth));
		}
		return processor;
	}

	private static ImageStack virtual(final ImageStack stack, final int bitDepth) {
		final VirtualStack virtual = new VirtualStack(stack.getWidth(), stack.getHeight(), stack.size()) {

			@Override
			public ImageProcessor getProcessor(final int slice) {
				return stack.getProcessor(slice).duplicate();
			}

			@Override
			public Object getPixels(final int slice) {
				return getProcessor(slice).getPixels();
			}

			@Override
			public String getSliceLabel(final int slice) {
				return stack.getSliceLabel(slice);
			}
		};
		virtual.setBitDepth(bitDepth);
		return virtual;
	}
}
