package dev.tenantry.crm.forecasttarget;

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

/** Keeps what was aimed at, from when until when, whoever changes them: it is written with the transaction. */
@Component
class TargetStates {

    private final ObjectProvider<TransactionJournal> journal;
    private final Clock clock;

    TargetStates(ObjectProvider<TransactionJournal> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @PostPersist
    @PostUpdate
    void written(ForecastTarget target) {
        journal.getObject().add(States.TABLE, new Written(target.getId(), clock.instant()));
    }

    /** One that is deleted for good is aimed at no more from then on, as one in the trash. */
    @PostRemove
    void removed(ForecastTarget target) {
        written(target);
    }

    private enum States implements JournalTable<Written> {

        TABLE;

        private static final DatedHistory HISTORY = new DatedHistory("forecast_targets", "forecast_target_history",
                "target_id", List.of("month", "owner_id", "team_id", "amount", "currency"));

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
