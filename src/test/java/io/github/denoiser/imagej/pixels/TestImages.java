// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.awt.Color;
import java.util.Random;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

/** Small images of every kind that ImageJ has, with everything that hangs on them. */
public final class TestImages {

	public static final int WIDTH = 7;
	public static final int HEIGHT = 5;

	private TestImages() {
		// static methods only
	}

	/** @return a single slice of 8, 16, 24 (RGB) or 32 bit with random pixels */
	public static ImagePlus single(final int bitDepth) {
		return decorate(new ImagePlus("single" + bitDepth, processor(bitDepth, 1)));
	}

	/** @return an 8-bit image whose values are the indices of a colour table */
	public static ImagePlus colorTable() {
		final ImageProcessor processor = processor(8, 2);
		processor.setLut(LUT.createLutFromColor(Color.magenta));
		return decorate(new ImagePlus("colours", processor));
	}

	/** @return a z-stack of three labelled slices */
	public static ImagePlus zStack(final int bitDepth) {
		return decorate(new ImagePlus("stack" + bitDepth, stack(bitDepth, 3)));
	}

	/** @return a time series of three frames, one every 1.5 seconds */
	public static ImagePlus timeSeries(final int bitDepth) {
		final ImagePlus image = new ImagePlus("series" + bitDepth, stack(bitDepth, 3));
		image.setDimensions(1, 1, 3);
		decorate(image);
		image.getCalibration().frameInterval = 1.5;
		image.getCalibration().setTimeUnit("sec");
		return image;
	}

	/** @return an image whose pixel values stand for densities: 2 * value + 10 */
	public static ImagePlus densities(final int bitDepth) {
		final ImagePlus image = single(bitDepth);
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 10, 2 }, "OD");
		return image;
	}

	/** @return two channels with LUTs and ranges of their own, two slices, two frames */
	public static ImagePlus composite(final int bitDepth) {
		final ImagePlus image = new ImagePlus("composite", stack(bitDepth, 8));
		image.setDimensions(2, 2, 2);
		image.setOpenAsHyperStack(true);
		final CompositeImage composite = new CompositeImage(image, IJ.COMPOSITE);
		final LUT green = LUT.createLutFromColor(Color.green);
		green.min = 10;
		green.max = 100;
		final LUT red = LUT.createLutFromColor(Color.red);
		red.min = 20;
		red.max = 150;
		composite.setLuts(new LUT[] { green, red });
		decorate(composite);
		composite.setPosition(2, 1, 2);
		return composite;
	}

	/** @return a virtual stack: it makes its slices anew whenever they are asked for */
	public static ImagePlus virtual(final int bitDepth) {
		final ImageStack stack = stack(bitDepth, 3);
		final VirtualStack virtual = new VirtualStack(WIDTH, HEIGHT, 3) {

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
		return decorate(new ImagePlus("virtual", virtual));
	}

	private static ImageStack stack(final int bitDepth, final int size) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int i = 1; i <= size; i++)
			stack.addSlice("label " + i, processor(bitDepth, i));
		return stack;
	}

	private static ImageProcessor processor(final int bitDepth, final int seed) {
		final ImageProcessor processor = bitDepth == 8 ? new ByteProcessor(WIDTH, HEIGHT) //
			: bitDepth == 16 ? new ShortProcessor(WIDTH, HEIGHT) //
				: bitDepth == 24 ? new ColorProcessor(WIDTH, HEIGHT) //
					: new FloatProcessor(WIDTH, HEIGHT);
		final Random random = new Random(seed);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			if (bitDepth == 32) processor.setf(i, random.nextFloat() * 1000 - 300);
			else processor.set(i, random.nextInt(1 << Math.min(24, bitDepth)) | (bitDepth == 24 ? 0xff000000 : 0));
		}
		return processor;
	}

	private static ImagePlus decorate(final ImagePlus image) {
		image.getCalibration().pixelWidth = 0.25;
		image.getCalibration().setUnit("nm");
		image.setOverlay(new Overlay(new Roi(1, 1, 2, 2)));
		image.setProperty("Info", "taken on a Monday");
		image.setProp("sample", "mouse 7");
		if (image.getBitDepth() != 24 && !image.isComposite()) image.setDisplayRange(30, 90);
		image.changes = false;
		return image;
	}
}
