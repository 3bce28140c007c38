package dev.tenantry.shared.tenancy;

import java.util.Map;
import java.util.UUID;

import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Fence one: tells Hibernate the tenant. Opening a session without one throws. */
@Component
class TenantIdentifierResolver implements CurrentTenantIdentifierResolver<UUID> {

    /** While the application starts, queries are parsed in sessions that read nothing. */
    private static final UUID NOBODY = new UUID(0, 0);

    private volatile boolean started;

    @EventListener(ContextRefreshedEvent.class)
    void on() {
        started = true;
    }

    @Override
    public UUID resolveCurrentTenantIdentifier() {
        return started || TenantContext.isBound() ? TenantContext.current().organizationId() : NOBODY;
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }

    @Component
    record Registration(TenantIdentifierResolver resolver) implements HibernatePropertiesCustomizer {

        @Override
        public void customize(Map<String, Object> properties) {
            properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, resolver);
        }
    }
}
