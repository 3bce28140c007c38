package dev.tenantry.tenancy.extension;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.MemberEntity;

/** What a person is in an organization as a reader, a client or an admin. It is the person's own. */
@Entity
@Table(name = "user_profiles")
@NotAudited("its own entries, which tell what was changed and not what to")
class UserProfile extends MemberEntity {

    @Id
    private UUID id;
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private ProfileType profileType;

    private String @Nullable [] specializations;
    private @Nullable Integer experienceYears;
    private @Nullable BigDecimal readingRate;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> availabilitySchedule;
    private String @Nullable [] certifications;
    private String @Nullable [] languages;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> birthChartData;
    private UUID @Nullable [] preferredReaders;
    @Column(insertable = false, updatable = false)
    private @Nullable Integer readingHistoryCount;
    private @Nullable String department;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> socialLinks;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> notificationPreferences;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> privacySettings;

    @SuppressWarnings("NullAway.Init")
    protected UserProfile() {}

    UserProfile(UUID id, UUID userId, ProfileType profileType) {
        super(userId);
        this.id = id;
        this.profileType = profileType;
    }

    void change(ReaderExtensionRequest request) {
        specializations = texts(request.specializations());
        experienceYears = request.experienceYears();
        readingRate = request.readingRate();
        availabilitySchedule = request.availabilitySchedule();
        certifications = texts(request.certifications());
        languages = texts(request.languages());
        share(request.socialLinks(), request.notificationPreferences(), request.privacySettings());
    }

    void change(ClientExtensionRequest request) {
        birthChartData = request.birthChartData();
        preferredReaders = request.preferredReaders() == null
                ? null
                : request.preferredReaders().toArray(UUID[]::new);
        share(request.socialLinks(), request.notificationPreferences(), request.privacySettings());
    }

    void change(AdminExtensionRequest request) {
        department = request.department();
        share(request.socialLinks(), request.notificationPreferences(), request.privacySettings());
    }

    private void share(@Nullable Map<String, Object> links, @Nullable Map<String, Object> notifications,
            @Nullable Map<String, Object> privacy) {
        socialLinks = links;
        notificationPreferences = notifications;
        privacySettings = privacy;
    }

    UUID getId() {
        return id;
    }

    ReaderExtensionRequest asReader() {
        return new ReaderExtensionRequest(list(specializations), experienceYears, readingRate, availabilitySchedule,
                list(certifications), list(languages), socialLinks, notificationPreferences, privacySettings);
    }

    ClientExtensionRequest asClient() {
        return new ClientExtensionRequest(birthChartData, list(preferredReaders), socialLinks, notificationPreferences,
                privacySettings);
    }

    AdminExtensionRequest asAdmin() {
        return new AdminExtensionRequest(department, socialLinks, notificationPreferences, privacySettings);
    }

    int getReadingHistoryCount() {
        return readingHistoryCount == null ? 0 : readingHistoryCount;
    }

    private static String @Nullable [] texts(@Nullable List<String> list) {
        return list == null ? null : list.toArray(String[]::new);
    }

    private static <T> @Nullable List<T> list(T @Nullable [] values) {
        return values == null ? null : List.of(values);
    }
}
