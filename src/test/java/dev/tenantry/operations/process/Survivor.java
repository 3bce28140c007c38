package dev.tenantry.operations.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.support.Api;
import dev.tenantry.support.ChildApplication;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application and its database, either of which is killed and goes on; those whom it speaks to, who are not; and the eyes of
 * a tenant on what becomes of its data.
 */
final class Survivor implements AutoCloseable {

    private static final String SECRET = "a secret that only this test has, long enough";
    private static final Path BINARIES = Path.of("target", "postgres");

    final HookReceiver receiver = new HookReceiver();
    final ChildApplication application;
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final Path data;
    private final int port;
    private EmbeddedDatabase postgres;
    private String organization = "";
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);
    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    /** @param durable whether the database may be killed */
    Survivor(Path folder, boolean durable) {
        mail.start();
        data = folder.resolve("postgres");
        port = Deployment.freePort();
        sharePrograms(data);
        postgres = durable
                ? EmbeddedDatabase.start(data, port, "localhost")
                : EmbeddedDatabase.startDisposable(data, BINARIES);
        application = new ChildApplication(folder, settings());
    }

    /** Those that other tests have unpacked, which takes long. */
    private static void sharePrograms(Path data) {
        if (Files.isDirectory(BINARIES)) {
            try (var unpacked = Files.newDirectoryStream(BINARIES, "postgres-*")) {
                Files.createDirectories(data);
                for (var programs : unpacked) {
                    Files.createSymbolicLink(data.resolve(programs.getFileName()), programs.toAbsolutePath());
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private Map<String, String> settings() {
        return Map.of("spring.datasource.url", postgres.jdbcUrl(), "spring.datasource.username",
                postgres.ownerUsername(),
                "spring.datasource.password", postgres.ownerPassword(), "tenantry.secret", SECRET,
                "tenantry.egress.allowed-hosts", "localhost", "spring.mail.host", "localhost", "spring.mail.port",
                Integer.toString(mail.getSmtp().getPort()), "tenantry.identity.password-cost", "4",
                "tenantry.identity.auto-confirm", "true");
    }

    void signUp() throws SQLException {
        var signUp = application.api().post("/auth/v1/signup", """
                {"email":"kill@example.test","password":"correct horse battery staple"}""").expect(200);
        api = application.api().bearer(signUp.at("/access_token"));
        workflows = Workflows.of(api);
        organization = Tokens.organization(signUp.at("/access_token")).toString();
        connection = connect();
    }

    Api api() {
        return api;
    }

    Workflows workflows() {
        return workflows;
    }

    JdbcClient database() {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    List<MimeMessage> mails() {
        return List.of(mail.getReceivedMessages());
    }

    /** As the role that serves requests, so that what is seen here is what the tenant sees. */
    Connection connect() throws SQLException {
        var own = DriverManager.getConnection(postgres.jdbcUrl(), "tenantry_app",
                new MasterSecret(SECRET).derivePassword("tenantry_app"));
        try (var statement = own.prepareStatement(
                "select set_config('app.org_id', ?, false), set_config('app.user_id', 'nobody', false), set_config('app.reader', 'nobody', false)")) {
            statement.setString(1, organization);
            statement.execute();
        }
        return own;
    }

    long count(String sql, Object... parameters) {
        return database().sql(sql).params(List.of(parameters)).query(Long.class).single();
    }

    boolean hasNothingLeftToDo() {
        return count("select count(*) from workflow_run_queue") == 0;
    }

    /** SIGKILL of the server's first process, whose others end when they notice; and it is started again on the same port. */
    void killDatabase() throws SQLException {
        var pidFile = data.resolve("cluster/postmaster.pid");
        try {
            var server = ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst())).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
            // It names nobody any more, so there is nothing to stop.
            Files.delete(pidFile);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        postgres.close();
        postgres = EmbeddedDatabase.start(data, port, "localhost");
        connection = connect();
    }

    /** One key for each of so many deliveries and mails, and whatever comes under a key is the same. */
    void assertDeduplicable(long webhooks, long mails) {
        assertDeduplicable("webhooks", webhooks, receiver.deliveries()
                .stream()
                .collect(Collectors.groupingBy(HookReceiver.Delivery::id,
                        Collectors.mapping(HookReceiver.Delivery::body, Collectors.toSet()))));
        assertDeduplicable("mails", mails, Arrays.stream(mail.getReceivedMessages())
                .collect(Collectors.groupingBy(message -> header(message, "Message-ID"),
                        Collectors.mapping(message -> header(message, "Subject"), Collectors.toSet()))));
    }

    private static void assertDeduplicable(String what, long expected, Map<String, Set<String>> contentsByKey) {
        assertThat(contentsByKey).as(what).hasSize((int) expected);
        assertThat(contentsByKey.values()).as(what).allSatisfy(contents -> assertThat(contents).hasSize(1));
        assertThat(new HashSet<>(contentsByKey.values())).as(what).hasSize((int) expected);
    }

    static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        receiver.releaseAnswers();
        application.stop();
        postgres.close();
        receiver.close();
        mail.stop();
    }
}
