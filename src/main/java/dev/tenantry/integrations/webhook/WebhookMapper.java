package dev.tenantry.integrations.webhook;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import tools.jackson.databind.JsonNode;

@Mapper
interface WebhookMapper {

    WebhookEndpointResponse toResponse(WebhookEndpoint endpoint);

    WebhookDeliveryResponse toResponse(WebhookDelivery delivery, @Nullable JsonNode payload,
            @Nullable Set<String> lacking, @Nullable List<WebhookDeliveryResponse.Attempt> attempts);
}
