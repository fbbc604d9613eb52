// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.machine;

import com.sun.jna.Structure;

/** glibc's {@code struct mallinfo2}, with its names. Public, as JNA fills it in; of no use to others. */
@Structure.FieldOrder({ "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks",
	"keepcost" })
public final class MallInfo extends Structure implements Structure.ByValue {

	public long arena;
	public long ordblks;
	public long smblks;
	public long hblks;
	public long hblkhd;
	public long usmblks;
	public long fsmblks;
	public long uordblks;
	/** Free bytes in all. */
	public long fordblks;
	public long keepcost;
}
