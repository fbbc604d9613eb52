// SPDX-License-Identifier: BSD-2-Clause
/** What a network is: nodes, shapes, architectures and weights. Computes nothing. */
package io.github.denoiser.network;
