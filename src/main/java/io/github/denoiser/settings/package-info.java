// SPDX-License-Identifier: BSD-2-Clause
/** Settings of the workflows: values, their ranges and their labels. No behaviour. */
package io.github.denoiser.settings;
