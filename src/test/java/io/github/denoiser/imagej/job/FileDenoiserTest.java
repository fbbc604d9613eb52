// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.NewImage;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.file.TiffHeader;
import io.github.denoiser.imagej.file.TiffPlanes;
import io.github.denoiser.imagej.file.TiffSlices;
import io.github.denoiser.imagej.file.TiffWriter;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.TestWorkflows;

/** Files denoised into files, compared with the same images denoised in memory. */
@Timeout(120)
class FileDenoiserTest {

	private static DenoisingWorkflow workflow;
	/** Works in blocks of a few pixels. */
	private static DenoisingWorkflow blocks;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		workflow = TestWorkflows.inBlocks(TestModels.small(), DenoisingConfig.DEFAULT, 128, Integer.MAX_VALUE);
		blocks = TestWorkflows.inBlocks(TestModels.small(), DenoisingConfig.DEFAULT, 32, 1);
	}

	@AfterAll
	static void stop() {
		workflow.close();
		blocks.close();
	}

	static Stream<Arguments> images() {
		return Stream
			.of(TestImages.single(8), TestImages.single(16), TestImages.single(32), TestImages.single(24),
				TestImages.colorTable(), TestImages.zStack(8), TestImages.zStack(16), TestImages.zStack(32),
				TestImages.zStack(24), TestImages.composite(8), TestImages.composite(16), calibrated())
			.flatMap(image -> Stream.of(OutputType.values()).map(type -> Arguments.of(image, type)));
	}

	private static ImagePlus calibrated() {
		final ImagePlus image = TestImages.single(8);
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 3, 2 }, "OD");
		return image;
	}

	@ParameterizedTest
	@MethodSource("images")
	void aTiffFileBecomesTheFileThatImageJWouldSave(final ImagePlus image, final OutputType type) throws IOException {
		final Path input = folder.resolve("in.tif");
		save(image, input);
		assertSameFile(input, type);
	}

	@ParameterizedTest
	@ValueSource(ints = { 24, 16 })
	void modelsOfSeveralChannelsReadAsManyPlanesOfAFile(final int bitDepth) throws IOException {
		final int channels = bitDepth == 24 ? 3 : 2;
		final Path input = folder.resolve("in.tif");
		save(bitDepth == 24 ? TestImages.zStack(24) : TestImages.composite(16), input);
		final ImagePlus image = ImageFile.open(input);
		final Path output = folder.resolve("out.tif");
		for (final boolean inBlocks : new boolean[] { false, true }) {
			try (DenoisingWorkflow together = TestWorkflows.inBlocks(TestModels.of(Architectures.unet(channels, 2, 1, 1, 1)),
				DenoisingConfig.DEFAULT, 32, inBlocks ? 1 : Integer.MAX_VALUE))
			{
				denoise(together, input, output, OutputType.SAME);
				final ImagePlanes<?> planes = ImagePlanes.of(image);
				final ResultPlanes result = ResultPlanes.likeInput(planes);
				together.run(planes, result, new CancelToken(), ProgressListener.NONE);
				assertAlike(result.newImage("out.tif"), ImageFile.open(output), 1);
			}
		}
	}

	@Test
	void theChannelsOfAFileAreThoseThatImageJReads() throws IOException {
		final Path file = folder.resolve("in.tif");
		for (final ImagePlus image : new ImagePlus[] { TestImages.single(16), TestImages.zStack(8), TestImages.zStack(24),
			TestImages.composite(8) })
		{
			save(image, file);
			assertEquals(ImagePlanes.of(ImageFile.open(file)).channelCount(), TiffSlices.of(file).channelCount(),
				image.getTitle());
		}
		final byte[] bytes = Files.readAllBytes(file);
		final String text = new String(bytes, StandardCharsets.ISO_8859_1);
		bytes[text.indexOf("channels=2") + 9] = '3';
		Files.write(file, bytes);
		assertEquals(1, TiffSlices.of(file).channelCount());
	}

	@Test
	void aDisplayRangeThatTheFileDoesNotNameIsThatOfThePixels() throws IOException {
		for (final ImagePlus image : new ImagePlus[] { TestImages.single(16), TestImages.zStack(32) }) {
			final Path input = folder.resolve("in.tif");
			save(image, input);
			final byte[] bytes = Files.readAllBytes(input);
			final String text = new String(bytes, StandardCharsets.ISO_8859_1);
			bytes[text.indexOf("min=")] = 'x';
			bytes[text.indexOf("max=")] = 'x';
			Files.write(input, bytes);
			assertSameFile(input, OutputType.SAME);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "LZW", "Deflate" })
	void stripsAndCompressedFilesAreRead(final String compression) throws IOException {
		final Path input = folder.resolve("in.tif");
		final Random random = new Random(3);
		final BufferedImage image = new BufferedImage(61, 150, BufferedImage.TYPE_USHORT_GRAY);
		for (int y = 0; y < 150; y++) {
			for (int x = 0; x < 61; x++) {
				image.getRaster().setSample(x, y, 0, 500 + random.nextInt(3000));
			}
		}
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		final ImageWriteParam parameters = writer.getDefaultWriteParam();
		if (!compression.isEmpty()) {
			parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setCompressionType(compression);
		}
		try (ImageOutputStream out = ImageIO.createImageOutputStream(input.toFile())) {
			writer.setOutput(out);
			writer.write(null, new IIOImage(image, null, null), parameters);
		}
		final FileInfo info = Opener.getTiffFileInfo(input.toString())[0];
		assertTrue(info.stripOffsets.length > 1);
		assertEquals(compression.isEmpty(), TiffSlices.of(input).tiff().isUncompressed());
		assertSameFile(input, OutputType.SAME);
	}

	@Test
	void otherFormatsAreReadAndWrittenAsAWhole() throws IOException {
		final ImagePlus image = NewImage.createByteImage("ramp", 40, 30, 1, NewImage.FILL_RAMP);
		final Path png = folder.resolve("in.png");
		new FileSaver(image).saveAsPng(png.toString());
		final ImagePlus expected = inMemory(ImageFile.open(png), OutputType.SAME);
		for (final String name : new String[] { "out.png", "out.tif", "out.zip" }) {
			assertEquals("40 x 30, 8-bit", denoise(workflow, png, folder.resolve(name), OutputType.SAME));
			assertArrayEquals((byte[]) expected.getProcessor().getPixels(),
				(byte[]) IJ.openImage(folder.resolve(name).toString()).getProcessor().getPixels());
		}
	}

	/** More than 4 GB, nearly all of it a hole in the file: only the last slice is looked at. */
	@Test
	void aStackOfMoreThanFourGigabytesIsReadAtItsEnd() throws IOException {
		final int size = 4096;
		final int slices = 130;
		final ImageStack one = new ImageStack(1, 1);
		for (int i = 0; i < slices; i++)
			one.addSlice(new ShortProcessor(1, 1));
		final Path file = folder.resolve("large.tif");
		final TiffHeader header = new TiffHeader(new ImagePlus("large", one), size, size, file);
		assertEquals(0, header.directories().capacity());
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			out.setLength(0);
			out.getChannel().write(header.start(), 0);
			out.setLength(header.end());
			out.seek(header.offset(slices - 1) + 2 * (size + 7));
			out.write(header.order() == ByteOrder.BIG_ENDIAN ? new byte[] { 1, 2 } : new byte[] { 2, 1 });
		}
		final TiffSlices tiff = TiffSlices.of(file);
		assertEquals(slices, tiff.size());
		assertEquals(258, tiff.read(slices - 1).get(7, 1));
		try (TiffPlanes<?> planes = TiffPlanes.of(tiff, new CancelToken())) {
			assertEquals(258, planes.plane(slices - 1).getAt(7, 1).getRealDouble());
		}
	}

	@Test
	void aSliceTooLargeForTheFormatIsRefusedAtOnce() {
		final ImagePlus onePixel = new ImagePlus("float", new FloatProcessor(1, 1));
		final String message = assertThrows(DenoiserException.class,
			() -> new TiffWriter(onePixel, 40_000, 40_000, folder.resolve("out.tif"))).getMessage();
		assertTrue(message.contains("40000 x 40000") && message.contains("output_type=same"), message);
		assertEquals(0, folder.toFile().list().length);
	}

	@Test
	void aCancelLeavesTheOldFileAndNothingElse() throws IOException {
		final Path input = folder.resolve("in.tif");
		save(TestImages.zStack(16), input);
		final Path output = folder.resolve("out.tif");
		Files.write(output, new byte[] { 1, 2, 3 });
		final CancelToken cancel = new CancelToken();
		assertThrows(CancelledException.class,
			() -> new FileDenoiser(workflow, ProcessedPart.everything(), OutputType.SAME).denoise(input, output, null, cancel,
				(

					done, total, message) -> {
					if (done == 2) cancel.cancel();
				}));
		assertArrayEquals(new byte[] { 1, 2, 3 }, Files.readAllBytes(output));
		assertEquals(2, folder.toFile().list().length);
	}

	@Test
	void aFileThatIsCutShortIsNamedAndNothingIsWritten() throws IOException {
		final Path input = folder.resolve("in.tif");
		save(TestImages.zStack(16), input);
		try (RandomAccessFile file = new RandomAccessFile(input.toFile(), "rw")) {
			file.setLength(file.length() - 600);
		}
		assertThrows(DenoiserException.class, () -> denoise(workflow, input, folder.resolve("out.tif"), OutputType.SAME));
		assertFalse(Files.exists(folder.resolve("out.tif")));
	}

	private void assertSameFile(final Path input, final OutputType type) throws IOException {
		final Path expected = folder.resolve("expected/out.tif");
		Files.createDirectories(expected.getParent());
		final ImagePlus image = ImageFile.open(input);
		ImageFileWriter.save(inMemory(image, type), expected);
		final Path output = folder.resolve("out.tif");
		denoise(workflow, input, output, type);
		assertEquals(3, folder.toFile().list().length);
		final ImagePlus result = ImageFile.open(output);
		assertAlike(ImageFile.open(expected), result, 0);
		// ImageJ notes a range that has no meaning if there are several channels.
		if (!result.isComposite()) assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(output));
		if (image.getStackSize() > 1) return;
		denoise(blocks, input, output, type);
		// Tiles on another grid differ in the last digits of floats, which may move rounding.
		assertAlike(ImageFile.open(expected), ImageFile.open(output), 1);
	}

	private static void assertAlike(final ImagePlus expected, final ImagePlus actual, final float tolerance) {
		assertArrayEquals(expected.getDimensions(), actual.getDimensions());
		assertEquals(expected.getCalibration().toString(), actual.getCalibration().toString());
		assertEquals(expected.getInfoProperty(), actual.getInfoProperty());
		assertEquals(Arrays.toString(expected.getPropertiesAsArray()), Arrays.toString(actual.getPropertiesAsArray()));
		assertEquals(expected.getOverlay() == null, actual.getOverlay() == null);
		assertEquals(Arrays.toString(expected.getLuts()), Arrays.toString(actual.getLuts()));
		assertEquals(expected.getStackSize(), actual.getStackSize());
		assertEquals(expected.isComposite(), actual.isComposite());
		if (expected.isComposite())
			assertEquals(((CompositeImage) expected).getMode(), ((CompositeImage) actual).getMode());
		for (int i = 1; i <= expected.getStackSize(); i++) {
			assertEquals(expected.getStack().getShortSliceLabel(i), actual.getStack().getShortSliceLabel(i));
			for (int c = 0; c < expected.getProcessor().getNChannels(); c++) {
				assertArrayEquals((float[]) expected.getStack().getProcessor(i).toFloat(c, null).getPixels(),
					(float[]) actual.getStack().getProcessor(i).toFloat(c, null).getPixels(), tolerance);
			}
		}
	}

	private static ImagePlus inMemory(final ImagePlus image, final OutputType type) {
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		final ResultPlanes result = type == OutputType.FLOAT ? ResultPlanes.asFloat(planes)
			: ResultPlanes.likeInput(planes);
		workflow.run(planes, result, new CancelToken(), ProgressListener.NONE);
		return result.newImage("out.tif");
	}

	private static String denoise(final DenoisingWorkflow workflow, final Path input, final Path output,
		final OutputType type)
	{
		return new FileDenoiser(workflow, ProcessedPart.everything(), type)
			.denoise(input, output, null, new CancelToken(), ProgressListener.NONE).toString();
	}

	private static void save(final ImagePlus image, final Path file) {
		final FileSaver saver = new FileSaver(image);
		assertTrue(image.getStackSize() > 1 ? saver.saveAsTiffStack(file.toString()) : saver.saveAsTiff(file.toString()));
	}
}
