// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.denoiser.core.DenoiserException;
import net.imglib2.img.array.ArrayImgs;

class ResultPlanesTest {

	static Stream<ImagePlus> images() {
		return Stream.of(TestImages.single(8), TestImages.colorTable(), TestImages.single(16), TestImages.single(32),
			TestImages.single(24), TestImages.zStack(8), TestImages.zStack(24), TestImages.composite(8),
			TestImages.composite(16), TestImages.composite(32), TestImages.virtual(16));
	}

	@ParameterizedTest
	@MethodSource("images")
	void aCopyKeepsPixelsAndEverythingElse(final ImagePlus image) {
		final ImagePlus copy = copy(ResultPlanes.likeInput(ImagePlanes.of(image)));

		assertEquals(image.getType(), copy.getType());
		assertPixels(image, copy);
		assertBelongings(image, copy);
	}

	@ParameterizedTest
	@MethodSource("images")
	void aFloatCopyKeepsValuesAndEverythingElse(final ImagePlus image) {
		final ImagePlus copy = copy(ResultPlanes.asFloat(ImagePlanes.of(image)));

		assertEquals(32, copy.getBitDepth());
		if (image.getBitDepth() == 24) {
			assertEquals(3, copy.getNChannels());
			assertEquals(image.getNSlices(), copy.getNSlices());
			final int rgb = image.getStack().getProcessor(1).get(2, 3);
			for (int c = 0; c < 3; c++)
				assertEquals(rgb >> 16 - 8 * c & 0xff, copy.getStack().getVoxel(2, 3, c));
		}
		else {
			assertPixels(image, copy);
			assertBelongings(image, copy);
		}
	}

	@Test
	void signedSixteenBitBecomesSignedFloat() {
		final ImagePlus image = TestImages.single(16);
		image.getLocalCalibration().setSigned16BitCalibration();
		image.getProcessor().set(0, 0, 32768 - 5);
		final ImagePlus copy = copy(ResultPlanes.asFloat(ImagePlanes.of(image)));
		assertEquals(-5, copy.getProcessor().getf(0, 0));
		assertFalse(copy.getLocalCalibration().calibrated());
	}

	@Test
	void integersAreRoundedAndClipped() {
		final ImagePlus image = new ImagePlus("", new ByteProcessor(5, 1));
		final ResultPlanes result = ResultPlanes.likeInput(ImagePlanes.of(image));
		result.write(0, ArrayImgs.floats(new float[] { -3, 300, 1.5f, 1.4f, Float.NaN }, 5, 1));
		assertArrayEquals(new byte[] { 0, (byte) 255, 2, 1, 0 }, (byte[]) result.newImage("").getProcessor().getPixels());
	}

	@Test
	void aSingleSliceCanBeUndone() {
		final ImagePlus image = TestImages.single(16);
		final short[] before = ((short[]) image.getProcessor().getPixels()).clone();
		fill(image, ImagePlanes.of(image), 7);
		assertEquals(7, image.getProcessor().get(0));
		assertTrue(image.changes);
		image.getProcessor().reset();
		assertArrayEquals(before, (short[]) image.getProcessor().getPixels());
	}

	@Test
	void onlyTheCurrentSliceChanges() {
		final ImagePlus image = TestImages.zStack(8);
		image.setSlice(2);
		final ImageStack before = image.getStack().duplicate();
		fill(image, ImagePlanes.ofCurrentSlice(image), 9);
		assertArrayEquals((byte[]) before.getPixels(1), (byte[]) image.getStack().getPixels(1));
		assertArrayEquals((byte[]) before.getPixels(3), (byte[]) image.getStack().getPixels(3));
		assertEquals(9, image.getStack().getVoxel(0, 0, 1));
	}

	@ParameterizedTest
	@MethodSource("images")
	void everySliceChangesAndTheRestStays(final ImagePlus image) {
		final ImagePlus before = copy(ResultPlanes.likeInput(ImagePlanes.of(image)));
		fill(image, ImagePlanes.of(image), 9);
		for (int slice = 1; slice <= image.getStackSize(); slice++) {
			final ImageProcessor processor = image.getStack().getProcessor(slice);
			assertEquals(image.getBitDepth() == 24 ? 0xff090909 : 9,
				image.getBitDepth() == 32 ? processor.getf(3, 3) : processor.get(3, 3));
		}
		assertFalse(image.getStack().isVirtual());
		assertBelongings(before, image);
	}

	@Test
	void onlyTheSelectionChanges() {
		final ImagePlus image = TestImages.zStack(16);
		final ImageStack before = image.getStack().duplicate();
		final Roi roi = new OvalRoi(1, 1, 4, 3);
		image.setRoi(roi);
		fill(image, ImagePlanes.of(image), 3);
		for (int z = 0; z < 3; z++)
			for (int y = 0; y < TestImages.HEIGHT; y++)
				for (int x = 0; x < TestImages.WIDTH; x++)
					assertEquals(roi.contains(x, y) ? 3 : before.getVoxel(x, y, z), image.getStack().getVoxel(x, y, z));
	}

	@Test
	void aLineSelectionDoesNotLimitAnything() {
		final ImagePlus image = TestImages.single(8);
		image.setRoi(new Line(0, 0, 3, 3));
		fill(image, ImagePlanes.of(image), 3);
		assertEquals(3, image.getProcessor().get(6, 4));
	}

	@Test
	void aSliceOfAVirtualStackIsRefused() {
		final ImagePlus image = TestImages.virtual(8);
		final DenoiserException problem = assertThrows(DenoiserException.class,
			() -> ResultPlanes.inPlace(ImagePlanes.ofCurrentSlice(image)));
		assertTrue(problem.getMessage().contains("Process the entire stack"));
	}

	private static ImagePlus copy(final ResultPlanes result) {
		for (int i = 0; i < result.input().size(); i++)
			result.write(i, result.input().plane(i));
		return result.newImage("copy");
	}

	private static void fill(final ImagePlus image, final ImagePlanes<?> planes, final float value) {
		final float[] pixels = new float[image.getWidth() * image.getHeight()];
		Arrays.fill(pixels, value);
		final ResultPlanes result = ResultPlanes.inPlace(planes);
		for (int i = 0; i < planes.size(); i++)
			result.write(i, ArrayImgs.floats(pixels, image.getWidth(), image.getHeight()));
		result.replaceInput();
	}

	private static void assertPixels(final ImagePlus expected, final ImagePlus actual) {
		assertEquals(expected.getStackSize(), actual.getStackSize());
		for (int slice = 1; slice <= expected.getStackSize(); slice++) {
			final ImageProcessor a = expected.getStack().getProcessor(slice);
			final ImageProcessor b = actual.getStack().getProcessor(slice);
			assertNotSame(a.getPixels(), b.getPixels());
			for (int i = 0; i < a.getPixelCount(); i++)
				assertEquals(a.getf(i), b.getf(i));
		}
	}

	private static void assertBelongings(final ImagePlus expected, final ImagePlus actual) {
		assertEquals(0.25, actual.getCalibration().pixelWidth);
		assertEquals("nm", actual.getCalibration().getUnit());
		assertEquals(1, actual.getOverlay().size());
		assertEquals("taken on a Monday", actual.getProperty("Info"));
		assertEquals("mouse 7", actual.getProp("sample"));
		assertArrayEquals(expected.getDimensions(), actual.getDimensions());
		assertEquals(expected.isHyperStack(), actual.isHyperStack());
		assertEquals(expected.getCurrentSlice(), actual.getCurrentSlice());
		for (int slice = 1; slice <= expected.getStackSize(); slice++)
			assertEquals(expected.getStack().getSliceLabel(slice), actual.getStack().getSliceLabel(slice));
		assertEquals(expected.getDisplayRangeMin(), actual.getDisplayRangeMin());
		assertEquals(expected.getDisplayRangeMax(), actual.getDisplayRangeMax());
		assertEquals(expected.isComposite(), actual.isComposite());
		if (expected.isComposite()) {
			assertEquals(IJ.COMPOSITE, ((CompositeImage) actual).getMode());
		}
		final LUT[] expectedLuts = expected.getLuts();
		final LUT[] actualLuts = actual.getLuts();
		assertEquals(expectedLuts.length, actualLuts.length);
		for (int i = 0; i < expectedLuts.length; i++) {
			assertArrayEquals(expectedLuts[i].getBytes(), actualLuts[i].getBytes());
			assertEquals(expectedLuts[i].min, actualLuts[i].min);
			assertEquals(expectedLuts[i].max, actualLuts[i].max);
		}
	}
}
