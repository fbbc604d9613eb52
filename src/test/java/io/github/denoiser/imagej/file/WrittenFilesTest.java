// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import io.github.denoiser.SharedData;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.tiff.TiffMaker;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.TestWorkflows;

/** Files that are written part by part, read by Java's TIFF reader, which knows neither ImageJ nor this program. */
@Timeout(120)
class WrittenFilesTest {

	@TempDir
	private Path folder;

	static Stream<ImagePlus> images() {
		final List<ImagePlus> images = new ArrayList<>();
		for (final int bits : new int[] { 8, 16, 24, 32 }) {
			images.add(TestImages.single(bits));
			images.add(TestImages.zStack(bits));
			images.add(TestImages.timeSeries(bits));
		}
		for (final int bits : new int[] { 8, 16, 32 }) {
			for (int channels = 2; channels <= 7; channels++) {
				images.add(composite(bits, channels, "label "));
			}
			images.add(composite(bits, 3, "Red"));
			images.add(colours(composite(bits, 3, "Red")));
			images.add(colours(TestImages.zStack(bits)));
			images.add(TestImages.composite(bits));
		}
		images.add(TestImages.colorTable());
		images.add(TestImages.densities(16));
		images.add(signed());
		images.add(inverted());
		return images.stream();
	}

	private static ImagePlus composite(final int bits, final int channels, final String label) {
		final ImageStack stack = new ImageStack(TestImages.WIDTH, TestImages.HEIGHT);
		final Random random = new Random(channels);
		for (int c = 1; c <= channels; c++) {
			final ImageProcessor pixels = TestImages.single(bits).getProcessor().duplicate();
			for (int i = 0; i < pixels.getPixelCount(); i++) {
				if (bits == 32) pixels.setf(i, 1000 * random.nextFloat() - 300);
				else pixels.set(i, random.nextInt(1 << bits));
			}
			stack.addSlice(label.equals("Red") ? label : label + c, pixels);
		}
		final ImagePlus image = new ImagePlus(channels + " channels, " + label, stack);
		image.setDimensions(channels, 1, 1);
		image.setOpenAsHyperStack(true);
		return new CompositeImage(image, IJ.COMPOSITE);
	}

	private static ImagePlus colours(final ImagePlus image) {
		final String[] names = { "Red", "Green", "Blue" };
		for (int i = 0; i < names.length; i++) {
			image.getStack().setSliceLabel(names[i], i + 1);
		}
		return image;
	}

	private static ImagePlus signed() {
		final ImagePlus image = TestImages.single(16);
		image.getCalibration().setSigned16BitCalibration();
		return image;
	}

	private static ImagePlus inverted() {
		final ImagePlus image = TestImages.single(8);
		image.getProcessor().invertLut();
		return image;
	}

	@ParameterizedTest
	@MethodSource("images")
	void everyKindOfImageIsReadByOthersAsItIs(final ImagePlus image) throws IOException {
		final Path file = folder.resolve("out.tif");
		write(ImagePlanes.of(image), file);
		assertEquals(image.getStackSize(), pages(file));
		for (int slice = 1; slice <= image.getStackSize(); slice++) {
			assertSame(image.getStack().getProcessor(slice), raster(file, slice - 1, null));
		}
		final ImagePlus opened = IJ.openImage(file.toString());
		assertArrayEquals(image.getDimensions(), opened.getDimensions());
		assertEquals(image.getBitDepth(), opened.getBitDepth());
		assertEquals(image.isComposite(), opened.isComposite());
		assertEquals(Calibration.NONE == image.getCalibration().getFunction(),
			Calibration.NONE == opened.getCalibration().getFunction());
		for (int slice = 1; slice <= image.getStackSize() && image.getStackSize() > 1; slice++) {
			assertEquals(image.getStack().getSliceLabel(slice), opened.getStack().getSliceLabel(slice));
		}
	}

	private static <T extends RealType<T> & NativeType<T>> void write(final ImagePlanes<T> planes, final Path file) {
		ResultFile.write(ResultPlanes.likeInput(planes), planes.image().getWidth(), planes.image().getHeight(), file,
			result -> {
				for (int i = 0; i < planes.size(); i++) {
					result.write(i, planes.plane(i));
				}
			});
	}

	private static void assertSame(final ImageProcessor expected, final Raster actual) {
		assertEquals(expected.getWidth(), actual.getWidth());
		assertEquals(expected.getHeight(), actual.getHeight());
		assertEquals(expected.getNChannels(), actual.getNumBands());
		for (int y = 0; y < expected.getHeight(); y++) {
			for (int x = 0; x < expected.getWidth(); x++) {
				for (int c = 0; c < expected.getNChannels(); c++) {
					final float value = expected.getNChannels() > 1 ? expected.get(x, y) >> 16 - 8 * c & 0xff
						: expected.getf(x, y);
					assertEquals(value, actual.getSampleFloat(x, y, c));
				}
			}
		}
	}

	/** Work with an open file. */
	private interface Reading<T> {

		T of(ImageReader reader) throws IOException;
	}

	private static <T> T read(final Path file, final Reading<T> reading) throws IOException {
		final ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			reader.setInput(in);
			return reading.of(reader);
		}
		finally {
			reader.dispose();
		}
	}

	private static int pages(final Path file) throws IOException {
		return read(file, reader -> reader.getNumImages(true));
	}

	private static Raster raster(final Path file, final int page, final Rectangle part) throws IOException {
		return read(file, reader -> {
			final ImageReadParam parameters = reader.getDefaultReadParam();
			parameters.setSourceRegion(part);
			return reader.read(page, parameters).getRaster();
		});
	}

	/** Of a stack of more than 4 GB, whose format has one directory, others see the first slice. */
	@Test
	void theFirstSliceOfALargeStackIsReadByOthers() throws IOException {
		final int size = 4096;
		final int slices = 130;
		final ImageStack one = new ImageStack(1, 1);
		for (int i = 0; i < slices; i++)
			one.addSlice(i == 0 ? "Red" : null, new ShortProcessor(1, 1));
		final Path file = folder.resolve("large.tif");
		final TiffHeader header = new TiffHeader(new ImagePlus("large", one), size, size, file);
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			out.setLength(0);
			out.getChannel().write(header.start(), 0);
			out.setLength(header.end());
		}
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
			out.write(ByteBuffer.wrap(new byte[] { 1, 2, 1, 2 }), header.offset(0) + 2 * (3 * size + 7));
		}
		assertEquals(1, pages(file));
		final Raster part = raster(file, 0, new Rectangle(6, 3, 3, 2));
		final int value = header.order() == ByteOrder.BIG_ENDIAN ? 258 : 513;
		assertArrayEquals(new int[] { 0, value, value, 0, 0, 0 }, part.getSamples(0, 0, 3, 2, 0, (int[]) null));
	}

	/** RGB of 48 bits, side by side, in planes or compressed, from the file to the file. */
	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "1, 8", "2, 8" })
	void deepColourKeepsItsChannels(final int planar, final int compression) throws IOException {
		final int width = 40;
		final int height = 30;
		final int[] means = { 15900, 15570, 3041 };
		final ByteBuffer together = ByteBuffer.allocate(6 * width * height).order(ByteOrder.LITTLE_ENDIAN);
		final byte[][] planes = new byte[3][2 * width * height];
		for (int i = 0; i < 3 * width * height; i++) {
			final short value = (short) (means[i % 3] + (i / 3 % 2 == 0 ? 500 : -500));
			together.putShort(value);
			ByteBuffer.wrap(planes[i % 3]).order(ByteOrder.LITTLE_ENDIAN).putShort(2 * (i / 3), value);
		}
		final byte[][] pieces = planar == 1 ? new byte[][] { together.array() } : planes;
		for (int i = 0; i < pieces.length && compression == 8; i++) {
			pieces[i] = TiffMaker.deflated(pieces[i]);
		}
		final Path input = new TiffMaker().page(width, height, 3, 16).tag(284, planar).tag(259, compression).strips(pieces)
			.write(folder.resolve("rgb48.tif"));
		assertMeans(input, means);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rgb48.tif", "rgb48lzw.tif" })
	void deepColourOfOthersKeepsItsChannels(final String name) throws IOException {
		assertMeans(SharedData.path("cases/" + name), 15900, 15570, 3041);
	}

	/** As a whole and part by part; with no effect, so that only reading and writing are tested. */
	private void assertMeans(final Path input, final int... means) throws IOException {
		try (DenoisingWorkflow workflow = TestWorkflows.inBlocks(TestModels.small(),
			DenoisingConfig.builder().strength(0).build(), 128, Integer.MAX_VALUE))
		{
			for (final boolean whole : new boolean[] { false, true }) {
				final Path output = folder.resolve("out" + whole + ".tif");
				new FileDenoiser(workflow, ProcessedPart.everything(), OutputType.SAME).denoise(input, output,
					whole ? folder.resolve("removed.tif") : null, new CancelToken(), ProgressListener.NONE);
				final int pages = pages(output);
				for (int c = 0; c < means.length; c++) {
					// ImageJ itself writes what is whole, and makes one page of it.
					final Raster raster = raster(output, pages == 1 ? 0 : c, null);
					assertEquals(means[c], mean(raster, pages == 1 ? c : 0), 0.005 * means[c]);
				}
				final ImagePlus opened = IJ.openImage(output.toString());
				assertTrue(opened.isComposite());
				assertEquals(means.length, opened.getNChannels());
				for (int c = 0; c < means.length; c++) {
					assertEquals(means[c], opened.getStack().getProcessor(c + 1).getStatistics().mean, 0.005 * means[c]);
					final LUT lut = opened.getLuts()[c];
					assertEquals(new Color[] { Color.RED, Color.GREEN, Color.BLUE }[c].getRGB(), lut.getRGB(255));
				}
			}
		}
	}

	private static double mean(final Raster raster, final int band) {
		double sum = 0;
		for (final int value : raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null)) {
			sum += value;
		}
		return sum / raster.getWidth() / raster.getHeight();
	}
}
