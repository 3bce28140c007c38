package dev.tenantry.crm.calendar;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.ConfidentialEntity;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.record.RecordEntity;
import dev.tenantry.shared.tenancy.TenantContext;

/** What an event is and whose, beside when. */
@MappedSuperclass
abstract class EventDetails extends RecordEntity implements ConfidentialEntity {

    @Column(name = "event_summary")
    private String title;
    @Column(name = "event_description")
    private @Nullable String description;
    private @Nullable String place;
    private @Nullable String conferenceUrl;
    @Enumerated(EnumType.STRING)
    private EventStatus status;
    @Enumerated(EnumType.STRING)
    private EventVisibility visibility;
    @Enumerated(EnumType.STRING)
    private EventTransparency transparency;
    @NotAudited("visibility")
    private @Nullable UUID privateTo;
    private @Nullable UUID ownerId;
    /** Whether somebody else than its owner has given it to another one: it stays where whose it was sees it. */
    @NotAudited("ownerId")
    @Column(name = "is_taken_over")
    private boolean isTakenOver;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable Long opportunityId;
    private @Nullable String externalId;
    @NotAudited("what it counts")
    private int sequence;
    @NotAudited("what it counts")
    private int revision;

    /** How many are asked anew whether they come, by the change that is written next. */
    private transient int askedAnew;
    /** Whether it was private before the change that is written next. */
    private transient boolean wasPrivate;

    @SuppressWarnings("NullAway.Init")
    protected EventDetails() {}

    /** Whether it is more than about to be made. */
    boolean isDescribed() {
        return title != null;
    }

    /** What is told of it in words. */
    final List<@Nullable String> wording() {
        return Arrays.asList(title, description);
    }

    void describe(CalendarEventRequest request) {
        title = request.title();
        description = request.description();
        status = request.status() == null ? EventStatus.CONFIRMED : request.status();
        transparency = request.transparency() == null ? EventTransparency.OPAQUE : request.transparency();
        place = request.place();
        conferenceUrl = request.conferenceUrl();
        contactId = request.contactId();
        companyId = request.companyId();
        opportunityId = request.opportunityId();
        externalId = request.externalId();
        show(request.visibility() == null ? EventVisibility.DEFAULT : request.visibility(), request.ownerId());
    }

    /** It goes on from the other one. */
    void continueAs(EventDetails other) {
        isTakenOver |= other.isTakenOver || isTaking(other.ownerId, ownerId);
    }

    /** What is nobody's all have seen. */
    private static boolean isTaking(@Nullable UUID from, @Nullable UUID to) {
        return !Objects.equals(from, to) && (from == null || !from.equals(TenantContext.current().userId()));
    }

    private boolean isMade() {
        return visibility != null;
    }

    boolean isTakenOver() {
        return isTakenOver;
    }

    /** It is whose the other one is, and seen as that is. */
    void showAs(EventDetails other) {
        isTakenOver |= other.isTakenOver;
        show(other.visibility, other.ownerId);
    }

    private void show(EventVisibility to, @Nullable UUID owner) {
        wasPrivate |= privateTo != null;
        isTakenOver |= isMade() && isTaking(ownerId, owner);
        visibility = to;
        ownerId = owner;
        privateTo = to == EventVisibility.PRIVATE ? owner : null;
    }

    /** Those who were invited are to be told, and to answer to it as it is now. */
    final void countChange() {
        sequence++;
        revision++;
    }

    /** They are to be told, and what they have answered is to the same. */
    final void countWording() {
        revision++;
    }

    /** It is one change ahead of its series. */
    final void countBeyond(EventDetails series) {
        sequence = series.sequence + 1;
        revision = series.revision + 1;
    }

    /** As another calendar counts it. */
    final void count(int number) {
        sequence = number;
    }

    /** So many have to say anew whether they come. */
    void askAnew(int number) {
        askedAnew += number;
    }

    /** Whether whose it is, and whoever attends it, is busy with it. */
    boolean isOccupying() {
        return status == EventStatus.CONFIRMED && transparency == EventTransparency.OPAQUE;
    }

    boolean isPrivate() {
        return privateTo != null;
    }

    @Override
    public boolean isConfidential() {
        return privateTo != null || wasPrivate;
    }

    public int getSequence() {
        return sequence;
    }

    int revision() {
        return revision;
    }

    public @Nullable Integer getAskedAnew() {
        return askedAnew == 0 ? null : askedAnew;
    }

    public String getTitle() {
        return title;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public @Nullable String getPlace() {
        return place;
    }

    public @Nullable String getConferenceUrl() {
        return conferenceUrl;
    }

    public EventStatus getStatus() {
        return status;
    }

    public EventVisibility getVisibility() {
        return visibility;
    }

    public EventTransparency getTransparency() {
        return transparency;
    }

    @Nullable
    UUID getPrivateTo() {
        return privateTo;
    }

    public @Nullable UUID getOwnerId() {
        return ownerId;
    }

    public @Nullable Long getContactId() {
        return contactId;
    }

    public @Nullable Long getCompanyId() {
        return companyId;
    }

    public @Nullable Long getOpportunityId() {
        return opportunityId;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
