/** What the windows of Swing have in common. */
package io.github.denoiser.ui;
