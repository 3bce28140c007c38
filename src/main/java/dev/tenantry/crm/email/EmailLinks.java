package dev.tenantry.crm.email;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.FreeMailDomains;

/**
 * Links mails to contacts, companies and deals. Its one statement is the same whether a mail comes or a contact: behind the lock of
 * {@link EmailRows} each of the two finds the other, whichever comes later.
 */
@Component
class EmailLinks {

    private static final String LINK = "select app.link_emails(app.org_id(), ?, ?, ?, ?)";
    private static final String COMPANIES_BY_DOMAIN = """
            select id, domain from companies
            where organization_id = app.org_id() and deleted_at is null and domain_key = any (array(select app.fold(d) from unnest(cast(? as text[])) as d))""";
    private static final String DOMAINS = """
            select id, domain from companies
            where organization_id = app.org_id() and deleted_at is null and domain is not null and id = any (?)""";
    private static final String OF = """
            select contact_id, company_id, opportunity_id from email_links where organization_id = app.org_id() and email_id = ? order by id""";

    private static final String TOLD = """
            select contact_id, company_id, opportunity_id from email_links
            where organization_id = app.org_id() and email_id = ? and not is_blind order by id""";

    private static final String TOLD_CONTACT = """
            select contact_id from email_links
            where organization_id = app.org_id() and email_id = ? and not is_blind and contact_id in (select app.contacts_by_email(app.org_id(), array[?]))
            order by id limit 1""";

    private final JdbcClient jdbc;

    EmailLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a mail has to do with. */
    record Linked(List<Long> contacts, List<Long> companies, List<Long> opportunities) {

        Linked() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        private void add(ResultSet row) throws SQLException {
            add(contacts, row, "contact_id");
            add(companies, row, "company_id");
            add(opportunities, row, "opportunity_id");
        }

        private static void add(List<Long> ids, ResultSet row, String column) throws SQLException {
            var id = row.getLong(column);
            if (!row.wasNull() && !ids.contains(id)) {
                ids.add(id);
            }
        }
    }

    private record Company(Long id, String domain) {}

    /** @param domains of all addresses of the mail, in ASCII */
    void ofEmail(Long email, Set<String> domains) {
        var own = domains.stream().filter(domain -> !domain.isEmpty() && !FreeMailDomains.has(domain)).toList();
        var forms = own.stream().flatMap(domain -> Stream.of(domain, EmailAddress.unicodeDomain(domain))).distinct();
        var found = own.isEmpty() ? List.<Company>of() : companies(COMPANIES_BY_DOMAIN, forms.toArray(String[]::new));
        link(new Long[]{email}, null, found.stream().filter(company -> own.contains(company.domain)).toList());
    }

    /** Mails that were here before them. */
    void ofContacts(List<Long> contacts) {
        link(null, contacts.toArray(Long[]::new), List.of());
    }

    void ofCompanies(List<Long> companies) {
        var own = companies(DOMAINS, companies.toArray(Long[]::new)).stream()
                .filter(company -> !FreeMailDomains.has(company.domain))
                .toList();
        if (!own.isEmpty()) {
            link(null, new Long[]{}, own);
        }
    }

    private List<Company> companies(String query, Object[] values) {
        return jdbc.sql(query)
                .param(values)
                .query((row, _) -> new Company(row.getLong("id"), ascii(row.getString("domain"))))
                .list();
    }

    private static String ascii(String domain) {
        return EmailAddress.isDomain(domain)
                ? EmailAddress.asciiDomain(domain)
                : domain.toLowerCase(Locale.ROOT);
    }

    private void link(Long @Nullable [] emails, Long @Nullable [] contacts, List<Company> companies) {
        jdbc.sql(LINK)
                .param(emails)
                .param(contacts)
                .param(companies.stream().map(Company::id).toArray(Long[]::new))
                .param(companies.stream().map(Company::domain).toArray(String[]::new))
                .query((_, _) -> true)
                .list();
    }

    /** Of a mail, as far as the member sees it. */
    Linked of(Long email) {
        return linked(OF, email);
    }

    /** Likewise, as far as everybody may who sees the mail. */
    Linked told(Long email) {
        return linked(TOLD, email);
    }

    /** Of these the one who has the address, in canonical form. */
    @Nullable
    Long toldContact(Long email, String address) {
        return jdbc.sql(TOLD_CONTACT).params(email, address).query(Long.class).optional().orElse(null);
    }

    private Linked linked(String query, Long email) {
        var linked = new Linked();
        jdbc.sql(query).param(email).query((RowCallbackHandler) linked::add);
        return linked;
    }
}
