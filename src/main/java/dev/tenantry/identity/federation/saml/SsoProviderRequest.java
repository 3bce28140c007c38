package dev.tenantry.identity.federation.saml;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The body of a registration, or of a change: what is absent then stays as it is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SsoProviderRequest(
        @Nullable String type,
        @Size(max = 500_000) @Nullable String metadataXml,
        @Nullable String metadataUrl,
        @Nullable List<String> domains,
        @Nullable AttributeMapping attributeMapping,
        @Nullable String nameIdFormat,
        @Nullable Boolean disabled) {}
