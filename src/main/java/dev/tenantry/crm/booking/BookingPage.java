package dev.tenantry.crm.booking;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;

/** What whoever has its link can book: a time of a member, of one of several, or of all of them together. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@DynamicUpdate
@Table(name = "booking_pages")
class BookingPage extends PageRules {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "booking_pages")
    @SequenceGenerator(name = "booking_pages", sequenceName = "booking_pages_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable String description;
    private @Nullable UUID ownerId;
    private UUID[] hostIds = {};
    private @Nullable Long teamId;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<Question> questions = List.of();
    private @Nullable String place;
    private @Nullable String conferenceUrl;
    private @Nullable String confirmation;
    private Integer[] reminders = {};
    @Column(name = "is_active")
    private boolean active;
    private int linkNumber;
    @Column(name = "is_linked")
    private boolean linked;

    @SuppressWarnings("NullAway.Init")
    protected BookingPage() {}

    /** @param owner where the request names none */
    @SuppressWarnings("NullAway.Init")
    BookingPage(BookingPageRequest request, UUID owner, String ownZone) {
        change(request, owner, ownZone);
    }

    /** Likewise. */
    void change(BookingPageRequest request, UUID owner, String ownZone) {
        rule(request, ownZone);
        name = request.name();
        description = request.description();
        ownerId = request.ownerId() == null ? owner : request.ownerId();
        teamId = request.teamId();
        hostIds = hosts(request, ownerId);
        questions = request.questions() == null ? List.of() : List.copyOf(request.questions());
        place = request.place();
        conferenceUrl = request.conferenceUrl();
        confirmation = request.confirmation();
        reminders = request.reminders() == null ? new Integer[0] : request.reminders().toArray(Integer[]::new);
        active = request.active() == null || request.active();
    }

    private static UUID[] hosts(BookingPageRequest request, UUID owner) {
        if (request.hostIds() != null) {
            return request.hostIds().toArray(UUID[]::new);
        }
        return request.teamId() == null ? new UUID[]{owner} : new UUID[0];
    }

    /** The links until now lead nowhere any more. */
    void link() {
        linkNumber++;
        linked = true;
    }

    void unlink() {
        linked = false;
    }

    /** Whether the link of this number leads here, to something that can be booked. */
    boolean isOpenBy(int number) {
        return linked && linkNumber == number && active && ownerId != null && !isTrashed();
    }

    /** Whether it is the member's alone. */
    boolean isOwnOf(UUID member) {
        return member.equals(ownerId) && isAloneAbout(member);
    }

    private boolean isAloneAbout(UUID member) {
        return teamId == null && Arrays.stream(hostIds).allMatch(member::equals);
    }

    /** Whoever has it now is booked where everybody who was has left. */
    void inherit() {
        if (teamId == null && ownerId != null) {
            hostIds = new UUID[]{ownerId};
        }
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public @Nullable UUID getOwnerId() {
        return ownerId;
    }

    /** Null where it is a team's alone. */
    public @Nullable List<UUID> getHostIds() {
        return hostIds.length == 0 ? null : Arrays.asList(hostIds);
    }

    public @Nullable Long getTeamId() {
        return teamId;
    }

    public List<Question> getQuestions() {
        return questions;
    }

    public @Nullable String getPlace() {
        return place;
    }

    public @Nullable String getConferenceUrl() {
        return conferenceUrl;
    }

    public @Nullable String getConfirmation() {
        return confirmation;
    }

    public List<Integer> getReminders() {
        return Arrays.asList(reminders);
    }

    public boolean isActive() {
        return active;
    }

    public boolean isLinked() {
        return linked;
    }

    int getLinkNumber() {
        return linkNumber;
    }
}
