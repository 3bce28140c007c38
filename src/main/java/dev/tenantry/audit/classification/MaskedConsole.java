package dev.tenantry.audit.classification;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has the application's log, on the console or in a file and in whatever format, written without what nobody is to find in it. */
@Component
class MaskedConsole {

    MaskedConsole() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof OutputStreamAppender<ILoggingEvent> lines
                        && !(lines.getEncoder() instanceof MaskedLines)) {
                    lines.setEncoder(new MaskedLines(lines.getEncoder()));
                }
            });
        }
    }
}
