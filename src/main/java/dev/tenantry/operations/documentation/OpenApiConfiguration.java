package dev.tenantry.operations.documentation;

import java.util.List;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiBuilderCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.listing.Selection;
import dev.tenantry.shared.web.IfMatch;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String SECURITY_SCHEME = "accessToken";

    private static final String DESCRIPTION = """
            A multi-tenant CRM and automation backend. Every request works in one organization, the one that its access \
            token is for; what belongs to others does not exist for it. \
            Organizations of the kind `marketplace` serve people who offer readings (of charts, cards and the like): they \
            have the roles `reader`, `client` and `monitor` besides, and a profile's extensions say what somebody is there; \
            others do without.

            **Lists** are pages by cursor: follow `paging.next.link` until it is absent. **Filters** are written \
            `stage[eq]:"Won",amount[gte]:1000,or(name[contains]:"acme",email[is]:NULL)`, with \
            at most 50 conditions and 1,000 values in all, 500 of them in one list; a date that is compared with a time \
            means the whole day in the zone of your profile, else of the organization, else in UTC, as it does \
            in the lists of the platform: `eq` has that day, `lte` and `between` all of the last one, `gt` begins behind it. **Writes** take `If-Match` with \
            the `ETag` that was read, and `POST` and `PATCH` an `Idempotency-Key`, so that a request can be repeated \
            without doing its work twice. What `GET` gave, `PUT` takes: a field that is shown and cannot be written may be \
            stated as it is, and is refused by name otherwise; what changes nothing has no new version. **Bodies** are \
            JSON in UTF-8 (a byte order mark in front is skipped), in which a name occurs once and nothing is made to \
            fit: a fraction is no whole number, a number no date and no name, and half a surrogate pair no text. Ids and \
            amounts may be numbers or text; dates and times are RFC 3339 in the years 0001 to 9999, times with seconds, \
            an offset and at most six decimals. An optional field whose text is blank is absent. Nothing is deeper than 64, no \
            array or object has more than 10,000 elements, no text more than 1,000,000 characters. **Errors** are RFC \
            9457 problems of the types under [/problems](/problems).""";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(ListRequest.class, PageRequest.class, Selection.class, IfMatch.class);
    }

    /**
     * The library has converters of its own, which know other kinds of classes; ours is asked first. The list of them is one
     * for all applications of a process: each puts its own there as it begins to describe itself.
     */
    @Bean
    OpenApiBuilderCustomizer recordSchemasFirst(JsonMapper json, SchemaResources resources) {
        return _ -> {
            var converters = ModelConverters.getInstance(true);
            converters.getConverters()
                    .stream()
                    .filter(RecordSchemas.class::isInstance)
                    .forEach(converters::removeConverter);
            converters.addConverter(new RecordSchemas(json, resources));
        };
    }

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build) {
        var properties = build.getIfAvailable();
        return new OpenAPI().info(new Info().title("Tenantry")
                .description(DESCRIPTION)
                .version(properties == null ? "development" : properties.getVersion())
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This server")))
                .components(new Components().addSecuritySchemes(SECURITY_SCHEME,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("The access token that sign-in or a refresh returns")));
    }
}
