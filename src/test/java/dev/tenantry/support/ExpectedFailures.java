package dev.tenantry.support;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** What a test makes fail on purpose, in the log by a line each and without its stack, which nobody has to look at. */
public final class ExpectedFailures extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final AtomicInteger count = new AtomicInteger();
    private final List<Logger> loggers;

    private ExpectedFailures(List<Logger> loggers) {
        this.loggers = loggers;
    }

    /** Until it is closed, of all threads. */
    public static ExpectedFailures loggedBy(String... names) {
        var loggers = Stream.of(names).map(name -> (Logger) LoggerFactory.getLogger(name)).toList();
        var expected = new ExpectedFailures(loggers);
        expected.setContext(loggers.getFirst().getLoggerContext());
        expected.start();
        loggers.forEach(logger -> {
            logger.addAppender(expected);
            logger.setAdditive(false);
        });
        return expected;
    }

    public int count() {
        return count.get();
    }

    @Override
    protected void append(ILoggingEvent event) {
        count.incrementAndGet();
        var thrown = event.getThrowableProxy();
        System.out.printf("Expected: %s %s%n", event.getFormattedMessage().lines().findFirst().orElse(""),
                thrown == null ? "" : thrown.getClassName());
    }

    @Override
    public void close() {
        loggers.forEach(logger -> {
            logger.setAdditive(true);
            logger.detachAppender(this);
        });
        stop();
    }
}
