// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.event.ActionEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.KeyStroke;
import javax.swing.Timer;
import javax.swing.WindowConstants;

import ij.IJ;
import ij.WindowManager;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingProgress;
import io.github.denoiser.train.TrainingStart;
import io.github.denoiser.ui.Theme;
import io.github.denoiser.ui.WindowPlace;

/**
 * The window of a training: how far it is, its curves, what it makes of an image,
 * notes, and buttons. Everything here is for the event thread.
 */
final class TrainingFrame extends JFrame {

	private static final int REFRESH_MILLIS = 200;
	private static final double READ_AGAIN = 1.01;
	private static final String PREFS = "denoiser.training-window";
	private static final String KEEP_TIP = "Ends the training now and saves the model of the best epoch.";

	/** What is going on. */
	private enum State {
		RUNNING, ASKING, STOPPING, ENDED
	}

	private final TrainingControl control;
	private final Path destination;
	private final Function<List<EpochRecord>, String> reading;
	private final Runnable denoise;
	private final TrainingWindow.Latest latest;
	private final LossHistory history = new LossHistory();

	private final TrainingHeader header = new TrainingHeader();
	private final LossPlot plot;
	private final JTextArea sentence = new JTextArea(" ");
	private final PreviewPanel preview;
	private final NoteList notes = new NoteList();
	private final ActionBar actions = new ActionBar();
	private final Timer timer = new Timer(REFRESH_MILLIS, event -> refresh());

	private State state = State.RUNNING;
	private int plannedEpochs;
	private boolean timeLimited;
	private boolean cleanTargets;
	private boolean curvesChanged;
	private int epochsRead;
	/** Asks for the file of a copy; tests answer themselves. */
	private BiFunction<Component, Path, Path> copyFile = CopyFile::ask;

	TrainingFrame(final TrainingControl control, final Path destination,
		final Function<List<EpochRecord>, String> reading, final Runnable denoise, final TrainingWindow.Latest latest)
	{
		super("Training " + destination.getFileName());
		this.control = control;
		this.destination = destination;
		this.reading = reading;
		this.denoise = denoise;
		this.latest = latest;
		preview = new PreviewPanel(this::previewShown);
		plot = new LossPlot(history, preview::choose);
		setContentPane(content());
		pack();
		setMinimumSize(new Dimension(Theme.px(600), Theme.px(620)));
		setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
		addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosing(final WindowEvent event) {
				closeWished();
			}
		});
		getRootPane().getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke("ESCAPE"), "stop");
		getRootPane().getActionMap().put("stop", new AbstractAction() {

			@Override
			public void actionPerformed(final ActionEvent event) {
				if (state == State.ASKING) goOn();
				else if (state == State.RUNNING) ask();
			}
		});
		goOn();
	}

	private JPanel content() {
		final JPanel main = new JPanel(new GridBagLayout());
		main.setBackground(Theme.BACKGROUND);
		final int gap = Theme.px(14);
		main.setBorder(BorderFactory.createEmptyBorder(gap, Theme.px(18), gap, Theme.px(18)));
		sentence.setEditable(false);
		sentence.setFocusable(false);
		sentence.setLineWrap(true);
		sentence.setWrapStyleWord(true);
		sentence.setRows(2);
		sentence.setFont(Theme.font());
		sentence.setForeground(Theme.TEXT);
		sentence.setBackground(Theme.BACKGROUND);
		sentence.setBorder(BorderFactory.createEmptyBorder(0, Theme.px(4), 0, 0));
		sentence.setMinimumSize(new Dimension(0, sentence.getPreferredSize().height));
		add(main, header, 0, 0, 0);
		add(main, plot, 1, 0.42, gap);
		add(main, sentence, 2, 0, Theme.px(4));
		add(main, preview, 3, 0.58, Theme.px(6));
		add(main, notes, 4, 0, Theme.px(10));

		final JPanel all = new JPanel(new BorderLayout());
		all.add(main, BorderLayout.CENTER);
		all.add(actions, BorderLayout.SOUTH);
		return all;
	}

	private static void add(final JPanel panel, final JComponent part, final int row, final double weight,
		final int space)
	{
		final GridBagConstraints c = new GridBagConstraints();
		c.gridy = row;
		c.weightx = 1;
		c.weighty = weight;
		c.fill = GridBagConstraints.BOTH;
		c.insets = new Insets(space, 0, 0, 0);
		panel.add(part, c);
	}

	/** @param toFront whether the window may take the focus */
	void open(final boolean toFront) {
		new WindowPlace(PREFS).apply(this);
		if (IJ.getInstance() != null && IJ.getInstance().getIconImage() != null)
			setIconImage(IJ.getInstance().getIconImage());
		setAutoRequestFocus(toFront);
		setVisible(true);
		preview.takeFocus();
		WindowManager.addWindow(this);
		refresh();
		timer.start();
	}

	@Override
	public void dispose() {
		timer.stop();
		WindowManager.removeWindow(this);
		super.dispose();
	}

	void start(final TrainingStart start) {
		header.start(start);
		history.start(start);
		timeLimited = start.minutes() > 0;
		cleanTargets = start.hasCleanTargets();
		plannedEpochs = timeLimited ? 0 : start.epochs();
		plot.repaint();
	}

	void addAll(final List<EpochRecord> before) {
		history.addAll(before);
		curvesChanged = true;
	}

	void add(final EpochRecord epoch, final boolean isBest) {
		history.add(epoch, isBest);
		curvesChanged = true;
	}

	boolean hasEpochs() {
		return !history.isEmpty();
	}

	PreviewPanel preview() {
		return preview;
	}

	void note(final String message) {
		final TrainingProgress progress = latest.progress();
		notes.add(progress == null ? 0 : progress.seconds() + latest.age(), message);
	}

	private void previewShown(final int epoch) {
		plot.mark(preview.isFollowing() ? 0 : epoch);
	}

	/** Shows what came since the last time. */
	private void refresh() {
		if (curvesChanged) {
			curvesChanged = false;
			plot.repaint();
		}
		// To read long curves takes time, and one more epoch hardly changes them.
		final int epochs = history.epochs().size();
		if (epochs > READ_AGAIN * epochsRead || state == State.ENDED && epochs > epochsRead) {
			epochsRead = epochs;
			sentence.setText(reading.apply(history.epochs()));
			// A long one may be cut.
			sentence.setToolTipText(sentence.getText());
		}
		header.setMemory(MemoryUse.text());
		if (state == State.ENDED) return;
		if (state != State.STOPPING && control.isStopped()) stopping();
		final TrainingProgress progress = latest.progress();
		if (progress == null) return;
		header.setDone(progress.done());
		header.setSpeed(progress.patchesPerSecond());
		if (state != State.STOPPING) {
			final String epoch = "Epoch " + progress.epoch() + (plannedEpochs > 0 ? " of " + plannedEpochs : "");
			header.setHeadline(epoch, null);
			// Seen in the task bar as well.
			setTitle(epoch + " - Training " + destination.getFileName());
		}
		final String elapsed = Durations.clock(progress.seconds() + latest.age()) + " elapsed";
		final double left = progress.secondsLeft() - latest.age();
		header.setTime(state == State.STOPPING || !Double.isFinite(left) ? elapsed
			: elapsed + "   ·   " + (timeLimited ? "" : "about ") + Durations.clock(left) + " left");
	}

	private void goOn() {
		state = State.RUNNING;
		actions.clear(" ", false);
		actions.addLeft("Save a copy now", "Saves the best model so far as a file of its own; the training goes on.",
			this::saveCopy);
		actions.add("Cancel", "Ends the training now; asks whether to keep the best model so far.", this::ask);
		actions.add("Finish now and keep", KEEP_TIP, this::finish);
	}

	private void closeWished() {
		if (state == State.ENDED) dispose();
		else if (state == State.STOPPING) setVisible(false);
		else ask();
	}

	/** As the button Cancel, for keys that were pressed elsewhere: in front, so that it is seen. */
	void askToEnd() {
		if (state == State.RUNNING) ask();
		if (state != State.ASKING) return;
		setExtendedState(getExtendedState() & ~ICONIFIED);
		toFront();
	}

	private void ask() {
		state = State.ASKING;
		actions.clear(history.isEmpty() ? "Keep the little that was learned so far?" : "Keep the best model so far?", true);
		actions.add("Go on training", "Back to the training.", this::goOn);
		actions.add("Discard", "Ends the training now and saves nothing.", this::discard);
		actions.addPrimary("Keep it", KEEP_TIP, this::finish);
		setVisible(true);
	}

	private void finish() {
		control.finish();
		stopping();
	}

	private void discard() {
		control.discard();
		stopping();
	}

	private void stopping() {
		state = State.STOPPING;
		header.setHeadline(
			control.isDiscarded() || control.isSuspended() ? "Stopping..." : "Finishing: saving the best model...", null);
		actions.clear("The training stops at its next step.", false);
	}

	private void saveCopy() {
		final EpochRecord last = history.last();
		final Path file = copyFile.apply(this, CopyFile.proposal(destination, last == null ? 1 : last.epoch()));
		if (file == null) return;
		if (state == State.ENDED || state == State.STOPPING) {
			note("No copy was saved, because the training has ended meanwhile.");
			return;
		}
		control.saveCopy(file);
		note("A copy will be saved at the end of this epoch: " + file);
	}

	/** @param early whether the training was stopped before its end */
	void showSaved(final boolean early) {
		final EpochRecord best = history.best();
		end(
			(early ? "Stopped early" : "Done") + ": saved as " + destination.getFileName() +
				(best == null ? "" : history.isStartBest() ? ", no better than the start" : ", best epoch " + best.epoch()),
			destination.toString());
		header.setSuccess();
		if (control.takeCopyWish() != null)
			note("The training ended before the copy was saved; the model itself is saved.");
		if (preview.isFollowing()) preview.chooseBest();
		actions.clear(quality(), false);
		actions.add("Close", "Closes this window; the model is saved.", this::dispose);
		actions.addPrimary("Denoise image with it",
			"Runs Denoise Image on the image that was trained on, or on the one in front.", denoise);
	}

	/** @return how much better the result is than the noise, in a sentence; without clean images, that nobody knows */
	private String quality() {
		final EpochRecord best = history.best();
		if (best == null) return " ";
		if (!cleanTargets) return "No clean image to measure the result against in dB: look at what it removes";
		if (Double.isNaN(history.noisyPsnr()) || Double.isNaN(best.validationPsnr())) return " ";
		return String.format(Locale.ROOT, "PSNR %.1f dB with noise, %.1f dB denoised", history.noisyPsnr(),
			best.validationPsnr()) + (best.validationPsnr() > history.noisyPsnr() ? "" : ": train longer");
	}

	/** The training ended without a model. */
	void showFailed() {
		end("Ended without a model", "Something went wrong; a message says what.");
		actions.add("Close", "Closes this window.", this::dispose);
	}

	private void end(final String headline, final String tip) {
		state = State.ENDED;
		refresh();
		setTitle(headline);
		header.setHeadline(headline, tip);
		final TrainingProgress progress = latest.progress();
		header.setTime(progress == null ? " " : Durations.clock(progress.seconds() + latest.age()) + " elapsed");
		actions.clear(" ", false);
	}

	String headline() {
		return header.headline();
	}

	NoteList notes() {
		return notes;
	}

	ActionBar actions() {
		return actions;
	}

	String sentence() {
		return sentence.getText();
	}

	/** @param chooser given this window and a proposal; null for no file */
	void setCopyFile(final BiFunction<Component, Path, Path> chooser) {
		copyFile = chooser;
	}
}
