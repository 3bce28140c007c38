package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.web.IfMatch;

/**
 * The organization's endpoints. Whoever states what one is told, or where, maintains it from then on, so that nobody is told
 * something with the rights of somebody else.
 */
@Service
@Transactional(readOnly = true)
class WebhookEndpointService implements ListSource {

    private static final ListDefinition<WebhookEndpoint> LISTING = ListDefinition.of(WebhookEndpoint.class)
            .field("id", UUID.class)
            .longText("url")
            .field("enabled", Boolean.class)
            .field("maintainedBy", UUID.class)
            .nullable("firstFailedAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final WebhookMapper mapper;
    private final SubscriptionRights rights;
    private final EndpointSecrets secrets;
    private final RecordOrder order;
    private final WebhookSettings settings;

    WebhookEndpointService(RecordKernel kernel, WebhookMapper mapper, SubscriptionRights rights,
            EndpointSecrets secrets, RecordOrder order, WebhookSettings settings) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.mapper = mapper;
        this.rights = rights;
        this.secrets = secrets;
        this.order = order;
        this.settings = settings;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return WebhookEndpointResponse.class;
    }

    Page<WebhookEndpointResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(mapper::toResponse);
    }

    WebhookEndpointResponse get(UUID id) {
        return mapper.toResponse(existing(entities.find(WebhookEndpoint.class, id)));
    }

    EndpointSecretResponse secret(UUID id) {
        return secret(signed(existing(entities.find(WebhookEndpoint.class, id))));
    }

    @Transactional
    WebhookEndpointResponse create(WebhookEndpointRequest request) {
        rights.lock();
        rights.check(request);
        var endpoint = new WebhookEndpoint(Ids.next(), request, Maintainer.ofCaller());
        entities.persist(endpoint);
        RowLimit.ofOrganization("webhook endpoints", settings.maxEndpoints()).keep(entities, WebhookEndpoint.class);
        entities.flush();
        return mapper.toResponse(endpoint);
    }

    @Transactional
    WebhookEndpointResponse replace(UUID id, WebhookEndpointRequest request, IfMatch ifMatch) {
        rights.keepMaintainer();
        return change(locked(id, ifMatch), request);
    }

    @Transactional
    WebhookEndpointResponse patch(UUID id, ObjectNode patch, IfMatch ifMatch) {
        rights.keepMaintainer();
        var endpoint = locked(id, ifMatch);
        return change(endpoint, kernel.patches().apply(new WebhookEndpointRequest(endpoint), patch));
    }

    @Transactional
    EndpointSecretResponse rotate(UUID id, boolean endsPrevious) {
        var endpoint = signed(locked(id, IfMatch.ANY));
        endpoint.secret().demandRotatable(kernel.clock().instant(), endsPrevious);
        endpoint.rotateSecret(kernel.clock().instant());
        entities.flush();
        return secret(endpoint);
    }

    @Transactional
    void delete(UUID id, IfMatch ifMatch) {
        var endpoint = locked(id, ifMatch);
        order.keepForAdding();
        entities.remove(endpoint);
    }

    /** What changes nothing leaves it to whoever maintains it; to disable it takes no rights to read. */
    private WebhookEndpointResponse change(WebhookEndpoint endpoint, WebhookEndpointRequest request) {
        var before = new WebhookEndpointRequest(endpoint);
        if (request.isDisabled(before)) {
            endpoint.disable();
        } else if (!request.equals(before)) {
            rights.check(request);
            if (!request.url().equals(before.url())) {
                rights.demandToRedirect(endpoint.getId());
            }
            endpoint.change(request, Maintainer.ofCaller());
        }
        entities.flush();
        return mapper.toResponse(endpoint);
    }

    private WebhookEndpoint signed(WebhookEndpoint endpoint) {
        rights.demandToSign(endpoint.getId(), endpoint.getSubscriptions());
        return endpoint;
    }

    private EndpointSecretResponse secret(WebhookEndpoint endpoint) {
        return new EndpointSecretResponse(new Secret(secrets.current(endpoint.getId(), endpoint.secret())),
                endpoint.getSecretRotatedAt());
    }

    private WebhookEndpoint locked(UUID id, IfMatch ifMatch) {
        var endpoint = existing(entities.find(WebhookEndpoint.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(() -> mapper.toResponse(endpoint));
        return endpoint;
    }

    private static WebhookEndpoint existing(@Nullable WebhookEndpoint endpoint) {
        if (endpoint == null) {
            throw ProblemException.notFound();
        }
        return endpoint;
    }
}
