package dev.tenantry.audit.classification;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;

/** Writes lines as another encoder does, without what nobody is to find in them: in what is said, in what was thrown, or in what else there is with it. */
final class MaskedLines extends EncoderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> lines;

    MaskedLines(Encoder<ILoggingEvent> lines) {
        this.lines = lines;
    }

    @Override
    public byte[] headerBytes() {
        return lines.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new String(lines.encode(event), charset());
        return TextMasks.masked(line).getBytes(charset());
    }

    @Override
    public byte[] footerBytes() {
        return lines.footerBytes();
    }

    private Charset charset() {
        var stated = lines instanceof LayoutWrappingEncoder<?> encoder ? encoder.getCharset() : null;
        return stated == null ? StandardCharsets.UTF_8 : stated;
    }
}
