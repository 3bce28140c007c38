package dev.tenantry.tenancy.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Organizations.
 *
 * @param invitationUrl  the frontend's page on which invitations are answered; the token is in the fragment
 * @param invitationLife how long an invitation can be accepted
 * @param deletionGrace  how long a deleted organization can be restored
 */
@ConfigurationProperties("tenantry.tenancy")
public record TenancySettings(
        @DefaultValue("http://localhost:3000/invitation") String invitationUrl,
        @DefaultValue("7d") Duration invitationLife,
        @DefaultValue("30d") Duration deletionGrace) {}
