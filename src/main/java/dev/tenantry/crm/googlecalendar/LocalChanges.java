package dev.tenantry.crm.googlecalendar;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.CalendarFollower;
import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.work.Signals;

/** Has a member's calendars at Google looked at as soon as something of the member's has changed here, by whomever. */
@Component
class LocalChanges implements CalendarFollower {

    private static final ScopedValue<Boolean> TAKING = ScopedValue.newInstance();

    private final TransactionJournal journal;
    private final Signals signals;

    LocalChanges(TransactionJournal journal, Signals signals) {
        this.journal = journal;
        this.signals = signals;
    }

    /** What is done here is done by what Google tells, and known to whoever looks at the calendar. */
    static void taking(Runnable work) {
        ScopedValue.where(TAKING, true).run(work);
    }

    @Override
    public void changed(UUID owner) {
        if (!TAKING.isBound()) {
            journal.add(Wakes.TABLE, owner);
            signals.afterCommit(CalendarQueue.NAME);
        }
    }

    private enum Wakes implements JournalTable<UUID> {

        TABLE;

        @Override
        public String insert() {
            return "select app.wake_google_calendars(app.org_id(), ?::uuid[])";
        }

        @Override
        public @Nullable Object[] parameters(List<UUID> owners) {
            return new @Nullable Object[]{owners.stream().distinct().map(UUID::toString).toArray(String[]::new)};
        }
    }
}
