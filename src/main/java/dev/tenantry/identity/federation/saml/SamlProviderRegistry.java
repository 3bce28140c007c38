package dev.tenantry.identity.federation.saml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.PlatformTrail;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/** Registers organizations' identity providers. */
@Service
class SamlProviderRegistry {

    private static final Pattern DOMAIN = Pattern
            .compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_DOMAINS = 100;
    private static final String NAME_FORMAT = "urn:oasis:names:tc:SAML:";

    private final RolePool pool;
    private final SamlProviders providers;
    private final ProviderSessions sessions;
    private final MetadataSource metadata;
    private final PlatformTrail trail;

    SamlProviderRegistry(RolePool authPool, SamlProviders providers, ProviderSessions sessions, MetadataSource metadata,
            PlatformTrail trail) {
        this.sessions = sessions;
        this.pool = authPool;
        this.providers = providers;
        this.metadata = metadata;
        this.trail = trail;
    }

    List<SamlProvider> all() {
        return providers.all();
    }

    /** @throws AuthException 404 where there is none */
    SamlProvider find(UUID id) {
        return providers.find(id)
                .orElseThrow(() -> ExternalErrors.ssoProviderNotFound("SSO Identity Provider not found"));
    }

    SamlProvider create(SsoProviderRequest request) {
        if (!"saml".equals(request.type())) {
            throw ExternalErrors.ssoInvalid("Only 'saml' supported for SSO provider type");
        }
        var xml = metadata.read(request.metadataXml(), request.metadataUrl());
        var entityId = metadata.parse(xml).entityId();
        var saml = new SamlProvider.Saml(entityId, xml, request.metadataUrl(),
                request.attributeMapping() == null ? AttributeMapping.none() : request.attributeMapping(),
                nameFormat(request.nameIdFormat()));
        var domains = domains(request.domains());
        if (providers.findByEntityId(entityId).isPresent()) {
            throw ExternalErrors.samlProviderExists(entityId);
        }
        var id = Ids.next();
        return write(id, domains, "created",
                () -> providers.insert(id, saml, Boolean.TRUE.equals(request.disabled()), domains));
    }

    SamlProvider update(UUID id, SsoProviderRequest request) {
        var known = find(id);
        var before = known.saml();
        var hasMetadata = request.metadataXml() != null || request.metadataUrl() != null;
        var xml = hasMetadata ? metadata.read(request.metadataXml(), request.metadataUrl()) : before.metadataXml();
        if (hasMetadata) {
            var entityId = metadata.parse(xml).entityId();
            if (!entityId.equals(before.entityId())) {
                throw ExternalErrors.samlEntityMismatch(before.entityId(), entityId);
            }
        }
        var saml = new SamlProvider.Saml(before.entityId(), xml,
                hasMetadata ? request.metadataUrl() : before.metadataUrl(),
                request.attributeMapping() == null ? before.mapping() : request.attributeMapping(),
                request.nameIdFormat() == null ? before.nameIdFormat() : nameFormat(request.nameIdFormat()));
        var domains = request.domains() == null
                ? known.domains().stream().map(SamlProvider.Domain::domain).toList()
                : domains(request.domains());
        var isDisabled = request.disabled() == null ? known.isDisabled() : request.disabled();
        var affected = new AtomicReference<ProviderSessions.Affected>();
        var written = write(id, domains, "updated", () -> {
            providers.update(id, saml, isDisabled, domains);
            affected.set(isDisabled ? sessions.end(id) : sessions.keep(id));
        });
        sessions.forget(affected.get());
        return written;
    }

    SamlProvider delete(UUID id) {
        var known = find(id);
        sessions.forget(pool.inTransaction(() -> {
            providers.delete(id);
            trail.configured(id, "sso-provider.deleted", Map.of("entityId", known.saml().entityId()));
            return sessions.end(id);
        }));
        return known;
    }

    private SamlProvider write(UUID id, List<String> domains, String verb, Runnable work) {
        try {
            return pool.inTransaction(() -> {
                domains.forEach(domain -> requireFree(domain, id));
                work.run();
                var written = find(id);
                trail.configured(id, "sso-provider." + verb,
                        Map.of("entityId", written.saml().entityId(), "domains", domains));
                return written;
            });
        } catch (DuplicateKeyException _) {
            throw AuthException.invalid("the EntityID or one of the domains has just been registered");
        }
    }

    private void requireFree(String domain, UUID id) {
        if (providers.findByDomain(domain).filter(other -> !other.id().equals(id)).isPresent()) {
            throw ExternalErrors.ssoDomainExists(domain);
        }
    }

    private static List<String> domains(@Nullable List<String> asked) {
        if (asked == null) {
            return List.of();
        }
        if (asked.size() > MAX_DOMAINS) {
            throw ExternalErrors.ssoInvalid("domains: at most " + MAX_DOMAINS);
        }
        var domains = asked.stream().map(domain -> domain.strip().toLowerCase(Locale.ROOT)).distinct().toList();
        domains.forEach(domain -> {
            if (domain.length() > MAX_DOMAIN || !DOMAIN.matcher(domain).matches()) {
                throw ExternalErrors.ssoInvalid("domains: not a domain name");
            }
        });
        return domains;
    }

    private static @Nullable String nameFormat(@Nullable String format) {
        if (format != null && (!format.startsWith(NAME_FORMAT) || format.length() > MAX_DOMAIN)) {
            throw ExternalErrors.ssoInvalid("name_id_format: not a name identifier format of SAML");
        }
        return format;
    }
}
