package dev.tenantry.crm.rate;

import java.time.Clock;
import java.util.List;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.DatedHistory;
import dev.tenantry.shared.journal.DatedHistory.Written;
import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;

/** Keeps what was known of rates, from when until when, whoever changes them: it is written with the transaction. */
@Component
class RateStates {

    private final ObjectProvider<TransactionJournal> journal;
    private final Clock clock;

    RateStates(ObjectProvider<TransactionJournal> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @PostPersist
    @PostUpdate
    void written(ExchangeRate rate) {
        journal.getObject().add(States.TABLE, new Written(rate.getId(), clock.instant()));
    }

    /** One that is deleted for good is known no more from then on, as one in the trash. */
    @PostRemove
    void removed(ExchangeRate rate) {
        written(rate);
    }

    private enum States implements JournalTable<Written> {

        TABLE;

        private static final DatedHistory HISTORY = new DatedHistory("exchange_rates", "exchange_rate_history",
                "rate_id", List.of("from_currency", "to_currency", "valid_on", "rate"));

        @Override
        public String insert() {
            return HISTORY.insert();
        }

        @Override
        public @Nullable Object[] parameters(List<Written> written) {
            return HISTORY.parameters(written);
        }
    }
}
