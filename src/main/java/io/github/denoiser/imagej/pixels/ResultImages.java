// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.awt.Color;
import java.util.Map;
import java.util.Properties;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.LUT;

/** Makes images of results, which keep everything but the pixels of the input. */
final class ResultImages {

	private ResultImages() {
		// static methods only
	}

	/** @see ResultPlanes#newImage(String) */
	static ImagePlus create(final ResultPlanes result, final String title) {
		final ImagePlanes<?> input = result.input();
		final ImagePlus source = input.image();
		final boolean split = result.isFloat() && input.planesPerSlice() > 1;

		final ImageStack stack = new ImageStack(result.width(), result.height());
		for (int i = 0; i < result.sliceCount(); i++) {
			final int slice = input.slice(split ? i / ImagePlanes.RGB_CHANNELS : i);
			stack.addSlice(source.getStack().getSliceLabel(slice), result.pixels(i));
		}
		if (!split && !result.isDifference()) stack.setColorModel(source.getProcessor().getColorModel());

		final ImagePlus image = source.createImagePlus();
		image.setStack(title, stack);
		image.setCalibration(source.getLocalCalibration());
		if (result.isDifference()) image.getCalibration().disableDensityCalibration();
		copyProperties(source, image);
		if (source.getOverlay() != null) {
			image.setOverlay(ResultOverlay.of(input, result.slicesDone()));
			image.setHideOverlay(source.getHideOverlay());
		}
		if (SelectedArea.exists(source)) image.setRoi((Roi) source.getRoi().clone());
		setDimensions(image, result, split);
		if (result.isDifference()) return DifferenceDisplay.of(image);
		final ImagePlus displayed = split ? asComposite(image) : withDisplayOf(source, image, result.isFloat());
		if (!split && input.sliceCount() > 1 && result.slicesDone() == input.sliceCount()) {
			displayed.setPosition(Math.min(source.getChannel(), input.channels()), source.getSlice(), source.getFrame());
		}
		return displayed;
	}

	/** As in the input, of which the first part may be all that is done. */
	private static void setDimensions(final ImagePlus image, final ResultPlanes result, final boolean split) {
		final WholePart part = result.part();
		image.setDimensions(split ? ImagePlanes.RGB_CHANNELS : result.input().channels(), part.depth(), part.frames());
		image.setOpenAsHyperStack(part.slices() > 1 && (split || result.input().image().isHyperStack()));
	}

	/** The window onto the pixels: colour tables and display ranges. */
	private static ImagePlus withDisplayOf(final ImagePlus source, final ImagePlus image, final boolean isFloat) {
		final Calibration calibration = source.getLocalCalibration();
		if (source.isComposite() && image.getNChannels() == source.getNChannels()) {
			final CompositeImage composite = new CompositeImage(image, ((CompositeImage) source).getMode());
			composite.copyLuts(source);
			if (isFloat && calibration.calibrated()) {
				final LUT[] luts = composite.getLuts();
				for (final LUT lut : luts) {
					lut.min = calibration.getCValue(lut.min);
					lut.max = calibration.getCValue(lut.max);
				}
				composite.setLuts(luts);
			}
			return composite;
		}
		if (source.getType() != ImagePlus.COLOR_RGB) {
			image.getProcessor().setLut(source.getProcessor().getLut());
			double min = source.getDisplayRangeMin();
			double max = source.getDisplayRangeMax();
			if (isFloat) {
				min = calibration.getCValue(min);
				max = calibration.getCValue(max);
			}
			image.setDisplayRange(min, max);
		}
		return image;
	}

	private static ImagePlus asComposite(final ImagePlus image) {
		final CompositeImage composite = new CompositeImage(image, IJ.COMPOSITE);
		final Color[] colors = { Color.red, Color.green, Color.blue };
		final LUT[] luts = new LUT[colors.length];
		for (int i = 0; i < luts.length; i++) {
			luts[i] = LUT.createLutFromColor(colors[i]);
			luts[i].min = 0;
			luts[i].max = 255;
		}
		composite.setLuts(luts);
		return composite;
	}

	/** Properties that are text: others may be tied to the image they came with. */
	private static void copyProperties(final ImagePlus source, final ImagePlus image) {
		image.setProperties(source.getPropertiesAsArray());
		final Properties properties = source.getProperties();
		if (properties == null) return;
		for (final Map.Entry<Object, Object> property : properties.entrySet()) {
			if (property.getValue() instanceof String) {
				image.setProperty((String) property.getKey(), property.getValue());
			}
		}
	}
}
