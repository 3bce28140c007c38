package dev.tenantry.operations.logging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged meanwhile: as the console, which is silent until then, would print it, and besides with all of its
 * context and causes.
 */
final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.tenantry");
    private final Level before = ours.getLevel();
    private final List<OutputStreamAppender<ILoggingEvent>> consoles = new ArrayList<>();
    private final PatternLayout everything = new PatternLayout();

    static LoggedLines capture() {
        var captured = new LoggedLines();
        captured.begin();
        return captured;
    }

    private void begin() {
        setContext(root.getLoggerContext());
        everything.setContext(root.getLoggerContext());
        everything.setPattern("%level %thread %logger %msg %mdc %kvp %marker%n%ex{full}%n");
        everything.start();
        start();
        root.iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> console) {
                consoles.add(console);
            }
        });
        root.addAppender(this);
        consoles.forEach(root::detachAppender);
        ours.setLevel(Level.DEBUG);
    }

    List<String> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(everything.doLayout(event));
        consoles.forEach(console -> lines
                .add(new String(console.getEncoder().encode(event), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        consoles.forEach(root::addAppender);
        root.detachAppender(this);
        ours.setLevel(before);
        stop();
    }
}
