package dev.tenantry.shared.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.tenantry.shared.tenancy.Ids;

/** Collects what the current transaction must leave behind beside its effect; both are committed together or not at all. */
@Component
public class TransactionJournal {

    private final JdbcTemplate jdbc;
    private final EntityManagerFactory factory;
    private final EntityManager entities;
    private final ApplicationEventPublisher listeners;

    TransactionJournal(JdbcTemplate jdbc, EntityManagerFactory factory, ApplicationEventPublisher listeners) {
        this.jdbc = jdbc;
        this.listeners = listeners;
        this.factory = factory;
        this.entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
    }

    /** @throws IllegalStateException outside of a writing transaction */
    public <E> void add(JournalTable<E> table, E entry) {
        pending().log.add(new Pending.Note(table, entry));
    }

    /** Writes what has been noted so far, where there is more than memory should hold. It cannot be taken back. */
    public void write() {
        write(pending());
    }

    /** How much has been noted so far; to take back what follows with {@link #rewind(int)}. */
    public int mark() {
        return pending().log.size();
    }

    /** Takes back what was noted since the mark: the part of the transaction that it belonged to has been rolled back. */
    public void rewind(int mark) {
        pending().rewind(mark);
    }

    /** The same for all that the transaction notes. @throws IllegalStateException outside of a writing transaction */
    UUID id() {
        return pending().id;
    }

    private Pending pending() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            return pending;
        }
        if (!TransactionSynchronizationManager.hasResource(factory)
                || !TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                || !entities.isJoinedToTransaction()) {
            throw new IllegalStateException("the journal needs a tenant's writing transaction");
        }
        var pending = new Pending();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(new Scope(pending));
        entities.unwrap(SessionImplementor.class).getTransactionCoordinator().addObserver(new BeforeCommit(pending));
        return pending;
    }

    private void write(Pending pending) {
        var byTable = pending.byTable();
        if (byTable.isEmpty()) {
            return;
        }
        var sql = String.join(";", byTable.keySet().stream().map(JournalTable::insert).toList());
        jdbc.execute(sql, (PreparedStatementCallback<Boolean>) statement -> {
            var index = 1;
            for (var table : byTable.entrySet()) {
                for (var parameter : table.getKey().parameters(table.getValue())) {
                    JournalParameters.set(statement, index++, parameter);
                }
            }
            return statement.execute();
        });
    }

    private static final class Pending {

        private record Note(JournalTable<?> table, Object entry) {}

        private final UUID id = Ids.next();
        private final List<Note> log = new ArrayList<>();
        private final Set<Object> announcements = new LinkedHashSet<>();

        void rewind(int mark) {
            log.subList(mark, log.size()).clear();
        }

        @SuppressWarnings("unchecked")
        Map<JournalTable<Object>, List<Object>> byTable() {
            var byTable = new LinkedHashMap<JournalTable<Object>, List<Object>>();
            for (var note : log) {
                byTable.computeIfAbsent((JournalTable<Object>) note.table, _ -> new ArrayList<>()).add(note.entry);
            }
            log.clear();
            byTable.keySet()
                    .stream()
                    .map(JournalTable::announcement)
                    .filter(Objects::nonNull)
                    .forEach(announcements::add);
            return byTable;
        }
    }

    /**
     * Entities tell what became of them when they are flushed, which Hibernate does at the commit, just before this. A callback
     * in its action queue would come at the same time, but is left over, with a warning, where there is no commit.
     */
    private final class BeforeCommit implements TransactionObserver {

        private final Pending pending;

        BeforeCommit(Pending pending) {
            this.pending = pending;
        }

        @Override
        public void beforeCompletion() {
            write(pending);
        }

        @Override
        public void afterBegin() {
            // the notes are of the transaction that is under way
        }

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {
            // the session ends with its transaction, and this with it
        }
    }

    /** The journal's notes belong to the transaction that is current when they are made. */
    private final class Scope implements TransactionSynchronization {

        private final Pending pending;

        Scope(Pending pending) {
            this.pending = pending;
        }

        @Override
        public void afterCommit() {
            pending.announcements.forEach(listeners::publishEvent);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TransactionJournal.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TransactionJournal.this, pending);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionJournal.this);
        }
    }
}
