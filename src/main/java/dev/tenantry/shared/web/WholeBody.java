package dev.tenantry.shared.web;

import java.io.IOException;
import java.io.InputStream;

/** Reads a body to its end, in no more memory than it announces; most have less than the 16 kB that are taken otherwise. */
public final class WholeBody {

    private WholeBody() {}

    /** @param announced its Content-Length; negative where there is none */
    public static byte[] read(InputStream body, long announced) throws IOException {
        // One more, which is not there, makes it see the end.
        return announced < 0 || announced >= Integer.MAX_VALUE
                ? body.readAllBytes()
                : body.readNBytes((int) announced + 1);
    }
}
