package dev.tenantry.shared.vault;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TenantSecretsTests extends ApiTest {

    private static final String PURPOSE = "tests/1/token";
    private static final Secret TOKEN = new Secret("t0p-sècret");

    @Autowired
    private TenantSecrets secrets;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private MasterSecret installation;
    @Autowired
    private PlatformTransactionManager transactions;

    private Person person;

    @BeforeEach
    void signUp() {
        person = people.signUp();
    }

    @Test
    void opensWhatItSealedAndSealsItOtherwiseEachTime() {
        var sealed = in(person, () -> secrets.seal(PURPOSE, TOKEN));
        var again = in(person, () -> secrets.seal(PURPOSE, TOKEN));

        assertThat(sealed).startsWith("v1:1:").doesNotContain(TOKEN.value()).isNotEqualTo(again);
        assertThat(in(person, () -> secrets.open(PURPOSE, sealed))).isEqualTo(TOKEN);
        assertThat(in(person, () -> secrets.open(PURPOSE, again))).isEqualTo(TOKEN);
    }

    @Test
    void opensForItsPurposeInItsOrganizationAlone() {
        var sealed = in(person, () -> secrets.seal(PURPOSE, TOKEN));
        var other = people.signUp();
        in(other, () -> secrets.seal(PURPOSE, TOKEN));
        var changed = sealed.substring(0, sealed.length() - 3) + (sealed.endsWith("AAA") ? "BBB" : "AAA");

        refuses(person, "tests/2/token", sealed, "sealed for something else, or changed");
        refuses(person, PURPOSE, changed, "sealed for something else, or changed");
        refuses(other, PURPOSE, sealed, "sealed for something else, or changed");
        refuses(person, PURPOSE, sealed.replace("v1:1:", "v1:9:"), "no data key 9");
        refuses(person, PURPOSE, TOKEN.value(), "not sealed");
    }

    @Test
    void tellsWhichMasterKeyIsMissingAndSealsUnderAnother() {
        var gone = with("a master key that somebody has taken away");
        var sealed = in(person, () -> gone.seal(PURPOSE, TOKEN));
        var missing = masterKeyOf(person);

        refuses(person, PURPOSE, sealed, "the master key " + missing + " is none of TENANTRY_ENCRYPTION_MASTER_KEYS");

        assertThat(in(person, () -> secrets.seal(PURPOSE, TOKEN))).startsWith("v1:2:");
    }

    @Test
    void dataKeysAreWrappedAnewWithoutTouchingWhatTheyEncrypt() {
        var sealed = in(person, () -> with().seal(PURPOSE, TOKEN));
        var old = masterKeyOf(person);
        var admin = people.signUp();
        People.promote(admin.userId());

        var before = admin.api().get("/admin/encryption-keys").expect(200).text();
        var after = admin.api().put("/admin/encryption-keys/current/data-keys", "").expect(200);

        assertThat(before).contains("{\"id\":\"" + old + "\",\"state\":\"old\",\"dataKeys\":1}");
        assertThat(after.text()).contains("{\"id\":\"" + old + "\",\"state\":\"old\",\"dataKeys\":0}");
        assertThat(after.at("/results/0/id")).isEqualTo(masterKeyOf(person)).isNotEqualTo(old);
        assertThat(after.at("/results/0/state")).isEqualTo("current");
        assertThat(in(person, () -> secrets.open(PURPOSE, sealed))).isEqualTo(TOKEN);
    }

    @Test
    void refusesMasterKeysThatCanBeGuessed() {
        assertThatIllegalArgumentException().isThrownBy(() -> with("short"))
                .withMessageContaining("TENANTRY_ENCRYPTION_MASTER_KEYS");
    }

    /** Under these master keys, or that which derives from the installation's secret alone. */
    private TenantSecrets with(String... masterKeys) {
        var settings = new EncryptionSettings(List.of(masterKeys).stream().map(Secret::new).toList());
        return new TenantSecrets(jdbc, new MasterKeys(settings, installation));
    }

    private String masterKeyOf(Person owner) {
        return in(owner, () -> jdbc.sql("select master_key_id from data_keys where organization_id = app.org_id()")
                .query(String.class)
                .single());
    }

    private void refuses(Person caller, String purpose, String sealed, String reason) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> in(caller, () -> secrets.open(purpose, sealed)))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.SECRET_UNREADABLE))
                .withMessageContaining(reason);
    }

    private <T> T in(Person who, Supplier<T> work) {
        return new TenantContext(who.organizationId(), who.userId())
                .call(() -> new TransactionTemplate(transactions).execute(_ -> work.get()));
    }
}
