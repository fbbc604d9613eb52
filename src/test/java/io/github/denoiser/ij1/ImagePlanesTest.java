package io.github.denoiser.ij1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.denoiser.config.DenoiserException;
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
		assertEquals(planeCount, planes.planeCount());
		final int channels = planes.planesPerSlice();
		for (int i = 0; i < planeCount; i++) {
			final RandomAccessibleInterval<? extends RealType<?>> plane = planes.plane(i);
			assertInstanceOf(type, plane.getType());
			final ImageProcessor slice = image.getStack().getProcessor(1 + i / channels);
			for (int y = 0; y < TestImages.HEIGHT; y++) {
				for (int x = 0; x < TestImages.WIDTH; x++) {
					final double expected = channels == 1 ? slice.getf(x, y) : slice.get(x, y) >> 16 - 8 *
						(i % 3) & 0xff;
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
		assertEquals(1, planes.planeCount());
		assertEquals(2, planes.slice(0));
		assertEquals(image.getStack().getVoxel(4, 3, 1), ((RealType<?>) planes.plane(0).getAt(4, 3))
			.getRealDouble());
		assertSame(image, planes.image());
	}

	@Test
	void anImageWithoutPixelsSaysWhatToDo() {
		final DenoiserException problem = assertThrows(DenoiserException.class, () -> ImagePlanes.of(
			new ImagePlus()));
		assertTrue(problem.getMessage().contains("Open an image"));
	}

	@Test
	void planesOutsideAreRefused() {
		assertThrows(IndexOutOfBoundsException.class, () -> ImagePlanes.of(TestImages.single(8)).plane(
			1));
	}
}
