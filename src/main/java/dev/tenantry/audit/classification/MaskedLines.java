package dev.tenantry.audit.classification;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

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
        var message = message(line, event);
        return (TextMasks.masked(line.substring(0, message)) + TextMasks.masked(line.substring(message)))
                .getBytes(charset());
    }

    /** Where it begins behind the logger's name, which with the colon looks as if what follows were its value: {@code Passwords : passwords are hashed}. */
    private static int message(String line, ILoggingEvent event) {
        var logger = event.getLoggerName();
        var name = Pattern.compile(Pattern.quote(logger.substring(logger.lastIndexOf('.') + 1)) + " *: ").matcher(line);
        return name.find() && line.startsWith(String.valueOf(event.getFormattedMessage()), name.end()) ? name.end() : 0;
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
