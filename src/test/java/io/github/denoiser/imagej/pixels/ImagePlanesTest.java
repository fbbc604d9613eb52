// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import io.github.denoiser.core.DenoiserException;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

class ImagePlanesTest {

	static Stream<Arguments> images() {
		return Stream.of( //
			Arguments.of(TestImages.single(8), 1, UnsignedByteType.class), //
			Arguments.of(TestImages.colorTable(), 1, UnsignedByteType.class), //
			Arguments.of(TestImages.single(16), 1, UnsignedShortType.class), //
			Arguments.of(TestImages.single(32), 1, FloatType.class), //
			Arguments.of(TestImages.single(24), 3, UnsignedByteType.class), //
			Arguments.of(TestImages.zStack(16), 3, UnsignedShortType.class), //
			Arguments.of(TestImages.zStack(24), 9, UnsignedByteType.class), //
			Arguments.of(TestImages.composite(16), 8, UnsignedShortType.class), //
			Arguments.of(TestImages.virtual(8), 3, UnsignedByteType.class), //
			Arguments.of(TestImages.virtual(24), 9, UnsignedByteType.class));
	}

	@ParameterizedTest
	@MethodSource("images")
	void everyPixelHasItsPlace(final ImagePlus image, final int planeCount, final Class<?> type) {
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		assertEquals(planeCount, planes.size());
		final int channels = planes.planesPerSlice();
		for (int i = 0; i < planeCount; i++) {
			final RandomAccessibleInterval<? extends RealType<?>> plane = planes.plane(i);
			assertInstanceOf(type, plane.getType());
			final ImageProcessor slice = image.getStack().getProcessor(1 + i / channels);
			for (int y = 0; y < TestImages.HEIGHT; y++) {
				for (int x = 0; x < TestImages.WIDTH; x++) {
					final double expected = channels == 1 ? slice.getf(x, y) : slice.get(x, y) >> 16 - 8 * (i % 3) & 0xff;
					assertEquals(expected, plane.getAt(x, y).getRealDouble());
				}
			}
		}
	}

	@Test
	void planesShareThePixelsOfTheImage() {
		final ImagePlus image = TestImages.single(16);
		final RandomAccessibleInterval<? extends RealType<?>> plane = ImagePlanes.of(image).plane(0);
		image.getProcessor().set(3, 2, 12345);
		assertEquals(12345, plane.getAt(3, 2).getRealDouble());
	}

	@Test
	void theCurrentSliceIsTheOneOnDisplay() {
		final ImagePlus image = TestImages.zStack(8);
		image.setSlice(2);
		final ImagePlanes<?> planes = ImagePlanes.ofCurrentSlice(image);
		assertEquals(1, planes.size());
		assertEquals(2, planes.slice(0));
		assertEquals(image.getStack().getVoxel(4, 3, 1), ((RealType<?>) planes.plane(0).getAt(4, 3)).getRealDouble());
		assertSame(image, planes.image());
	}

	@Test
	void theNextSliceOfAVirtualStackIsReadInTheBackgroundAndOnlyOnce() {
		final Disk disk = new Disk();
		final ImagePlanes<?> planes = ImagePlanes.of(new ImagePlus("disk", disk));
		for (int i = 0; i < 3; i++) {
			final RandomAccessibleInterval<? extends RealType<?>> plane = planes.plane(i);
			// Twice, as for two blocks of a plane.
			for (int block = 0; block < 2; block++) {
				planes.prepare(Math.min(i + 1, 2), plane);
				assertEquals(i + 1, planes.plane(i).getAt(0, 0).getRealDouble());
			}
		}
		// The first slice is read once more, by ImageJ itself.
		assertEquals(List.of(2, 3), disk.reads.stream().filter(slice -> slice > 1).collect(Collectors.toList()));
		assertEquals(2, disk.inBackground.get());
	}

	@Test
	void aSliceThatCannotBeReadAheadIsNamedWhenItIsNeeded() {
		final Disk disk = new Disk();
		final ImagePlanes<?> planes = ImagePlanes.of(new ImagePlus("disk", disk));
		disk.isGone = true;
		planes.prepare(1, planes.plane(0));
		final DenoiserException problem = assertThrows(DenoiserException.class, () -> planes.plane(1));
		assertTrue(problem.getMessage().startsWith("Slice 2 of \"disk\" could not be read"), problem.getMessage());
	}

	/** Three slices, whose pixels are their numbers. */
	private static final class Disk extends VirtualStack {

		private final List<Integer> reads = Collections.synchronizedList(new ArrayList<>());
		private final AtomicInteger inBackground = new AtomicInteger();
		private final Thread caller = Thread.currentThread();
		private volatile boolean isGone;

		private Disk() {
			super(4, 3, 3);
		}

		@Override
		public ImageProcessor getProcessor(final int slice) {
			if (isGone && slice > 1) return null;
			reads.add(slice);
			if (Thread.currentThread() != caller) inBackground.incrementAndGet();
			final ImageProcessor processor = new ByteProcessor(4, 3);
			processor.set(slice);
			return processor;
		}

		@Override
		public int getBitDepth() {
			return 8;
		}
	}

	@Test
	void anImageWithoutPixelsSaysWhatToDo() {
		final DenoiserException problem = assertThrows(DenoiserException.class, () -> ImagePlanes.of(new ImagePlus()));
		assertTrue(problem.getMessage().contains("Open an image"));
	}

	@Test
	void planesOutsideAreRefused() {
		assertThrows(IndexOutOfBoundsException.class, () -> ImagePlanes.of(TestImages.single(8)).plane(1));
	}
}
