package dev.tenantry.integrations.connection;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.shared.http.Circuits;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantLocks;
import dev.tenantry.shared.web.IfMatch;

/** The organization's integrations: what they are, and whether they are in use. */
@Service
@Transactional(readOnly = true)
class IntegrationService implements ListSource {

    private static final String LOCK = "integrations";
    private static final Set<String> OFFERED = Set.of("provider", "type", "configuration", "credentials");
    private static final RowLimit LIMIT = RowLimit.ofOrganization("integrations", 200);
    private static final ListDefinition<Integration> LISTING = ListDefinition.of(Integration.class)
            .field("id", UUID.class)
            .text("name")
            .field("type", IntegrationType.class)
            .field("provider", String.class)
            .field("status", IntegrationStatus.class)
            .nullable("lastSyncAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final IntegrationRules rules;
    private final Credentials credentials;
    private final Circuits circuits;
    private final Checks checks;
    private final IntegrationMapper mapper;

    IntegrationService(RecordKernel kernel, IntegrationRules rules, Credentials credentials, Circuits circuits,
            Checks checks, IntegrationMapper mapper) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.rules = rules;
        this.credentials = credentials;
        this.circuits = circuits;
        this.checks = checks;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return IntegrationResponse.class;
    }

    Page<IntegrationResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(this::shown);
    }

    IntegrationResponse get(UUID id) {
        return shown(found(entities.find(Integration.class, id)));
    }

    @Transactional
    IntegrationResponse create(IntegrationRequest request) {
        rules.check(request, request.credentials() == null ? Map.of() : request.credentials());
        var integration = new Integration(Ids.next(), request.name(), rules.type(request), request.provider(),
                request.configuration());
        take(integration, request);
        return add(integration);
    }

    /** One more, as far as there may be so many. */
    @Transactional
    IntegrationResponse add(Integration integration) {
        entities.persist(integration);
        LIMIT.keep(entities, Integration.class);
        entities.flush();
        return shown(integration);
    }

    @Transactional
    IntegrationResponse replace(UUID id, IntegrationRequest request, IfMatch ifMatch, boolean isEvenIfUsed) {
        rules.check(request, request.credentials());
        return change(locked(id, ifMatch), request, isEvenIfUsed);
    }

    @Transactional
    IntegrationResponse patch(UUID id, ObjectNode patch, IfMatch ifMatch, boolean isEvenIfUsed) {
        var integration = locked(id, ifMatch);
        if (integration.getOfferId() != null) {
            return rename(integration, patch);
        }
        var request = kernel.patches().apply(new IntegrationRequest(integration), patch);
        rules.check(request, request.credentials());
        return change(integration, request, isEvenIfUsed);
    }

    /** @param tested the version that has been tested @throws ProblemException 409 where it has changed since then */
    @Transactional
    IntegrationResponse connect(UUID id, int tested, IfMatch ifMatch) {
        var integration = locked(id, ifMatch);
        if (integration.getVersion() != tested) {
            throw ProblemException.conflict("the integration has been changed while it was tested");
        }
        rules.demandToConnect(integration);
        integration.connect();
        entities.flush();
        checks.begin(id);
        return shown(integration);
    }

    /** Of one that is locked. */
    @Transactional
    IntegrationResponse disconnect(Integration integration) {
        integration.disconnect();
        entities.flush();
        checks.end(integration.getId());
        return shown(integration);
    }

    private IntegrationResponse rename(Integration integration, ObjectNode patch) {
        OFFERED.stream().filter(patch::has).sorted().findFirst().ifPresent(field -> {
            throw fixed(field);
        });
        integration.rename(
                kernel.patches().apply(new OfferedIntegrationRequest(integration.getName()), patch).name());
        entities.flush();
        return shown(integration);
    }

    private static ProblemException fixed(String field) {
        return ProblemException.invalid(field, "fixed",
                "the platform says this of what it offers; the name alone can be changed");
    }

    private IntegrationResponse change(Integration integration, IntegrationRequest request, boolean isEvenIfUsed) {
        if (integration.getOfferId() != null) {
            throw fixed("configuration");
        }
        if (!request.provider().equals(integration.getProvider())) {
            throw ProblemException.invalid("provider", "fixed", "an integration keeps its provider");
        }
        var isElsewhere = rules.leadsElsewhere(integration, request);
        if (isElsewhere) {
            rules.demandUnused(integration, isEvenIfUsed || !integration.getStatus().isActive());
        }
        integration.change(request.name(), rules.type(request), request.configuration());
        take(integration, request);
        if (isElsewhere) {
            integration.disconnect();
        }
        entities.flush();
        circuits.forget(integration.getId());
        if (integration.getStatus().isActive()) {
            checks.begin(integration.getId());
        } else {
            checks.end(integration.getId());
        }
        return shown(integration);
    }

    private void take(Integration integration, IntegrationRequest request) {
        if (request.credentials() != null) {
            integration.take(credentials.seal(integration.getId(), request.credentials()), kernel.clock().instant());
        }
    }

    /** One after the other: whether one can be done without depends on the others that are connected. */
    Integration locked(UUID id, IfMatch ifMatch) {
        TenantLocks.take(entities, LOCK);
        var integration = found(entities.find(Integration.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(() -> shown(integration));
        return integration;
    }

    private static Integration found(@Nullable Integration integration) {
        if (integration == null) {
            throw ProblemException.notFound();
        }
        return integration;
    }

    private IntegrationResponse shown(Integration integration) {
        return mapper.toResponse(integration, circuits.state(integration.getId()));
    }
}
