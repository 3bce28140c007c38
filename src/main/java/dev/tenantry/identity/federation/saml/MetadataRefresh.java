package dev.tenantry.identity.federation.saml;

import java.time.Duration;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.time.PeriodicTask;

/** Reads metadata again from where it is published, so that providers may change their keys. Several instances do no harm. */
@Component
class MetadataRefresh extends PeriodicTask {

    private static final Logger log = LoggerFactory.getLogger(MetadataRefresh.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final SamlProviders providers;
    private final MetadataSource metadata;

    MetadataRefresh(SamlProviders providers, MetadataSource metadata) {
        super("metadata-refresh", EVERY);
        this.providers = providers;
        this.metadata = metadata;
    }

    @Override
    protected void work() {
        providers.all().stream().filter(provider -> provider.saml().metadataUrl() != null).forEach(this::refresh);
    }

    /** What cannot be read, or is another entity's, changes nothing. */
    private void refresh(SamlProvider provider) {
        var known = provider.saml();
        try {
            var xml = metadata.read(null, known.metadataUrl());
            if (Objects.equals(xml, known.metadataXml())) {
                return;
            }
            if (metadata.parse(xml).entityId().equals(known.entityId())) {
                providers.renew(provider.id(), known, xml);
                log.info("the identity provider {} has published new metadata", provider.id());
            } else {
                log.warn("the metadata of the identity provider {} has become another entity's", provider.id());
            }
        } catch (AuthException refused) {
            log.warn("the metadata of the identity provider {} is not renewed: {}", provider.id(), refused.text());
        }
    }
}
