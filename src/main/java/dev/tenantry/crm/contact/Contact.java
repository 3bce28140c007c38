package dev.tenantry.crm.contact;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

import dev.tenantry.audit.NotAudited;
import dev.tenantry.crm.address.PostalAddress;
import dev.tenantry.crm.externalid.ExternalId;
import dev.tenantry.shared.record.RecordEntity;
import dev.tenantry.shared.text.TelephoneNumber;

/** A person whom the organization knows. */
@Entity
@DynamicUpdate
@Table(name = "contacts")
class Contact extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contacts")
    @SequenceGenerator(name = "contacts", sequenceName = "contacts_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(nullable = false)
    private String name;

    private @Nullable String email;
    private @Nullable String emailLabel;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<OtherEmail> otherEmails = List.of();
    private @Nullable String phone;
    private @Nullable String phoneLabel;
    @NotAudited("phone")
    @Column(name = "phone_e164")
    private @Nullable String phoneE164;
    @NotAudited("phone")
    private @Nullable String phoneExtension;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<OtherPhone> otherPhones = List.of();
    private @Nullable String jobTitle;
    private @Nullable String company;
    private @Nullable String zone;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<PostalAddress> addresses = List.of();
    private @Nullable Long companyId;
    private @Nullable UUID ownerId;
    private @Nullable String externalId;
    private String[] externalIds = {};

    /** The address in the form by which it is found. */
    @NotAudited("email")
    private @Nullable String emailKey;
    /** What the numbers are found by. */
    @NotAudited("phone")
    private String[] phoneKeys = {};

    @SuppressWarnings("NullAway.Init")
    protected Contact() {}

    @SuppressWarnings("NullAway.Init")
    Contact(ContactRequest request, Supplier<@Nullable String> region) {
        change(request, region);
    }

    /** @param region whose telephone numbers need no country code; asked only where one is stated */
    void change(ContactRequest request, Supplier<@Nullable String> region) {
        var emails = Several.EMAILS.of(getEmails(), request.email(), request.emails());
        var countryBefore = country(addresses);
        addresses = request.addresses() == null ? List.of() : List.copyOf(request.addresses());
        var phones = Several.phones(number -> key(number, region))
                .of(getPhones(), request.phone(), request.phones());
        if (!emails.equals(getEmails())) {
            write(emails);
        }
        if (!phones.equals(getPhones()) || !phones.isEmpty() && !Objects.equals(country(addresses), countryBefore)) {
            call(phones, region);
        }
        name = request.name();
        jobTitle = request.jobTitle();
        company = request.company();
        zone = request.zone();
        companyId = request.companyId();
        ownerId = request.ownerId();
        externalId = request.externalId();
        externalIds = ExternalId.keys(request.externalIds());
    }

    void giveUpKeys() {
        externalId = null;
        externalIds = new String[0];
    }

    private void write(List<ContactEmail> emails) {
        var all = emails.stream().map(OtherEmail::of).toList();
        var first = all.isEmpty() ? null : all.getFirst();
        email = first == null ? null : first.address();
        emailKey = first == null ? null : first.key();
        emailLabel = first == null ? null : first.label();
        otherEmails = List.copyOf(all.subList(Math.min(1, all.size()), all.size()));
    }

    /** As people write it where the contact is, or else where the organization is. */
    private TelephoneNumber.Reading read(String number, Supplier<@Nullable String> region) {
        var country = country(addresses);
        var there = country == null ? null : TelephoneNumber.read(number, country);
        return there != null && there.e164() != null ? there : TelephoneNumber.read(number, region.get());
    }

    private String key(String number, Supplier<@Nullable String> region) {
        return Objects.requireNonNullElseGet(read(number, region).e164(), () -> TelephoneNumber.key(number));
    }

    private static @Nullable String country(List<PostalAddress> addresses) {
        return addresses.stream().map(PostalAddress::country).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private void call(List<ContactPhone> phones, Supplier<@Nullable String> region) {
        var keys = new LinkedHashSet<String>();
        var all = phones.stream().map(one -> {
            var read = read(one.number(), region);
            keys.addAll(read.keys());
            return OtherPhone.of(one, read);
        }).toList();
        var first = all.isEmpty() ? null : all.getFirst();
        phone = first == null ? null : first.number();
        phoneE164 = first == null ? null : first.e164();
        phoneExtension = first == null ? null : first.extension();
        phoneLabel = first == null ? null : first.label();
        otherPhones = List.copyOf(all.subList(Math.min(1, all.size()), all.size()));
        phoneKeys = keys.toArray(String[]::new);
    }

    /** What each of the addresses is found by. */
    List<String> emailKeys() {
        return Stream.concat(Stream.ofNullable(emailKey), otherEmails.stream().map(OtherEmail::key)).toList();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable String getEmail() {
        return email;
    }

    /** All of them, the primary one first. */
    public List<ContactEmail> getEmails() {
        var first = email == null || emailKey == null ? null : new OtherEmail(email, emailKey, emailLabel);
        return Stream.concat(Stream.ofNullable(first).map(one -> one.shown(true)),
                otherEmails.stream().map(one -> one.shown(false))).toList();
    }

    public @Nullable String getPhone() {
        return phone;
    }

    /** All of them, the primary one first. */
    public List<ContactPhone> getPhones() {
        var first = phone == null ? null : new OtherPhone(phone, phoneE164, phoneExtension, phoneLabel);
        return Stream.concat(Stream.ofNullable(first).map(one -> one.shown(true)),
                otherPhones.stream().map(one -> one.shown(false))).toList();
    }

    public @Nullable String getJobTitle() {
        return jobTitle;
    }

    public @Nullable String getCompany() {
        return company;
    }

    public @Nullable String getZone() {
        return zone;
    }

    public List<PostalAddress> getAddresses() {
        return addresses;
    }

    public @Nullable Long getCompanyId() {
        return companyId;
    }

    public @Nullable UUID getOwnerId() {
        return ownerId;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }

    public List<ExternalId> getExternalIds() {
        return ExternalId.of(externalIds);
    }

    List<String> externalKeys() {
        return List.of(externalIds);
    }
}
