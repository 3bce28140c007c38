package dev.tenantry.identity.federation.saml;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** An identity provider as Supabase's clients know it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SsoProviderResponse(
        UUID id,
        @Nullable String resourceId,
        boolean disabled,
        SamlResponse saml,
        List<DomainResponse> domains,
        Instant createdAt,
        Instant updatedAt) {

    static SsoProviderResponse of(SamlProvider provider) {
        var saml = provider.saml();
        return new SsoProviderResponse(provider.id(), provider.resourceId(), provider.isDisabled(),
                new SamlResponse(saml.entityId(), saml.metadataXml(), saml.metadataUrl(), saml.mapping(),
                        saml.nameIdFormat()),
                provider.domains().stream().map(DomainResponse::of).toList(), provider.createdAt(),
                provider.updatedAt());
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record SamlResponse(
            String entityId,
            String metadataXml,
            @Nullable String metadataUrl,
            AttributeMapping attributeMapping,
            @Nullable String nameIdFormat) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record DomainResponse(UUID id, String domain, Instant createdAt, Instant updatedAt) {

        static DomainResponse of(SamlProvider.Domain domain) {
            return new DomainResponse(domain.id(), domain.domain(), domain.createdAt(), domain.updatedAt());
        }
    }

    /** All of them. */
    record ListResponse(List<SsoProviderResponse> items) {}
}
