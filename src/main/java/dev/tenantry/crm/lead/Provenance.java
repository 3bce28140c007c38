package dev.tenantry.crm.lead;

import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.RecordEntity;

/** Where a lead came from. */
@MappedSuperclass
abstract class Provenance extends RecordEntity {

    private @Nullable String source;
    private @Nullable String utmSource;
    private @Nullable String utmMedium;
    private @Nullable String utmCampaign;
    private @Nullable String utmTerm;
    private @Nullable String utmContent;
    private @Nullable String referrer;
    private @Nullable String landingPage;

    final void cameFrom(LeadRequest request) {
        source = request.source();
        utmSource = request.utmSource();
        utmMedium = request.utmMedium();
        utmCampaign = request.utmCampaign();
        utmTerm = request.utmTerm();
        utmContent = request.utmContent();
        referrer = request.referrer();
        landingPage = request.landingPage();
    }

    public @Nullable String getSource() {
        return source;
    }

    public @Nullable String getUtmSource() {
        return utmSource;
    }

    public @Nullable String getUtmMedium() {
        return utmMedium;
    }

    public @Nullable String getUtmCampaign() {
        return utmCampaign;
    }

    public @Nullable String getUtmTerm() {
        return utmTerm;
    }

    public @Nullable String getUtmContent() {
        return utmContent;
    }

    public @Nullable String getReferrer() {
        return referrer;
    }

    public @Nullable String getLandingPage() {
        return landingPage;
    }
}
