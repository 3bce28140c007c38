package dev.tenantry.shared.batch;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.problem.Causes;

/** Runs a transaction, and again where the database gave it up for another one that it waited for in a circle. */
@Component
class Repetition {

    private static final Logger log = LoggerFactory.getLogger(Repetition.class);
    private static final Set<String> GIVEN_UP = Set.of("40001", "40P01");
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final TransactionTemplate transaction;

    Repetition(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /** In a transaction that has begun already it is that one which would have to be repeated; so once. */
    <T> T run(Function<TransactionStatus, T> work) {
        var attempts = TransactionSynchronizationManager.isActualTransactionActive() ? 1 : ATTEMPTS;
        for (var attempt = 1;; attempt++) {
            try {
                return once(work);
            } catch (RuntimeException failure) {
                if (attempt >= attempts || !wasGivenUp(failure)) {
                    throw failure;
                }
                log.info("a batch was given up for another one, attempt {}", attempt);
                pause(attempt);
            }
        }
    }

    @SuppressWarnings("NullAway")
    private <T> T once(Function<TransactionStatus, T> work) {
        return transaction.execute(work::apply);
    }

    private static boolean wasGivenUp(RuntimeException failure) {
        return Causes.find(failure, SQLException.class)
                .map(SQLException::getSQLState)
                .filter(GIVEN_UP::contains)
                .isPresent();
    }

    /** Not as long as the other one. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE.toMillis() << attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
