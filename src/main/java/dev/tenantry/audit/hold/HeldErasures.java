package dev.tenantry.audit.hold;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.Retention;

/** Once a hold is lifted, takes from the log the values of what was erased while it was on. */
@Component
class HeldErasures extends Retention {

    private static final int MOST = 200;
    private static final String DUE = """
            select h.organization_id from audit_held_erasures h
            where not exists (select from audit_legal_holds l where l.organization_id = h.organization_id) limit 1""";
    private static final String FORGET = "select app.forget_held(app.org_id(), ?)";

    private final RolePool worker;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    HeldErasures(@Qualifier("workerPool") RolePool worker, JdbcClient jdbc, PlatformTransactionManager transactions) {
        super("erasures that were held", Duration.ofMinutes(1));
        this.worker = worker;
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(DUE).query(UUID.class).optional().map(this::forget).orElse(0);
    }

    private int forget(UUID organization) {
        return new TenantContext(organization, null).call(() -> Objects.requireNonNull(
                transaction.execute(_ -> jdbc.sql(FORGET).param(MOST).query(Integer.class).single())));
    }
}
