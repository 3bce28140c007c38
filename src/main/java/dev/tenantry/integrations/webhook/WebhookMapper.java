package dev.tenantry.integrations.webhook;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.mapstruct.InjectionStrategy;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.http.Circuits;

@Mapper(uses = Circuits.class, injectionStrategy = InjectionStrategy.CONSTRUCTOR)
interface WebhookMapper {

    @Mapping(target = "circuit", source = "url")
    WebhookEndpointResponse toResponse(WebhookEndpoint endpoint);

    WebhookDeliveryResponse toResponse(WebhookDelivery delivery, @Nullable JsonNode payload,
            @Nullable Set<String> lacking, @Nullable List<WebhookDeliveryResponse.Attempt> attempts);
}
