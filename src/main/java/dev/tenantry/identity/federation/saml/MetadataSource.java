package dev.tenantry.identity.federation.saml;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.ProviderClient;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.identity.federation.RefusalReason;
import dev.tenantry.identity.federation.saml.protocol.IdentityProvider;
import dev.tenantry.identity.federation.saml.protocol.ProviderMetadata;
import dev.tenantry.identity.federation.saml.protocol.SamlException;

/** The metadata of identity providers: as it is sent, or from where it is published. */
@Component
@EnableConfigurationProperties(SamlSettings.class)
class MetadataSource {

    private final ProviderClient client;
    private final SamlSettings settings;
    private final Clock clock;

    MetadataSource(ProviderClient client, SamlSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** The metadata's XML. @throws AuthException 400 where neither or both are given, or it cannot be read */
    String read(@Nullable String xml, @Nullable String url) {
        var hasXml = xml != null && !xml.isBlank();
        var hasUrl = url != null && !url.isBlank();
        if (hasXml && hasUrl) {
            throw ExternalErrors.ssoInvalid("Only one of metadata_xml or metadata_url needs to be set");
        }
        if (xml != null && hasXml) {
            return xml;
        }
        if (url == null || !hasUrl) {
            throw ExternalErrors.ssoInvalid("Either metadata_xml or metadata_url must be set");
        }
        return fetch(url);
    }

    /** @throws AuthException 400 that says what is wrong with the metadata */
    IdentityProvider parse(String xml) {
        try {
            return ProviderMetadata.parse(xml, clock);
        } catch (SamlException refused) {
            throw ExternalErrors.ssoInvalid("metadata_xml: " + refused.text());
        }
    }

    /** What is registered of a provider that people sign in through. @throws ProviderFault where it is of no use any more */
    IdentityProvider of(SamlProvider provider) {
        try {
            return ProviderMetadata.parse(provider.saml().metadataXml(), clock);
        } catch (SamlException refused) {
            throw ProviderFault.of(RefusalReason.NOT_DESCRIBED, "metadata: " + refused.text(),
                    ExternalErrors.ssoInvalid("The provider's metadata cannot be used"));
        }
    }

    private String fetch(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException _) {
            throw ExternalErrors.ssoInvalid("metadata_url is not a valid URL");
        }
        var host = url.getHost();
        if (host == null || url.getUserInfo() != null) {
            throw ExternalErrors.ssoInvalid("metadata_url is not a valid URL");
        }
        var isExempt = settings.metadataHosts().contains(host.toLowerCase(Locale.ROOT));
        if (!isExempt && !"https".equals(url.getScheme())) {
            throw ExternalErrors.ssoInvalid("metadata_url is not a HTTPS URL");
        }
        try {
            var reply = isExempt ? client.get(url, Map.of()) : client.getFromPublic(url);
            if (reply.status() == 200) {
                return reply.body().value();
            }
        } catch (ProviderFault _) {
            // told below
        }
        throw ExternalErrors.samlMetadataUnreachable();
    }
}
