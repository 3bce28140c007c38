package dev.tenantry.identity.federation.saml;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.Ids;

/** The rows of organizations' identity providers, in the transactions of the callers. */
@Component
class SamlProviders {

    private static final String SELECT = """
            select p.*, s.entity_id, s.metadata_xml, s.metadata_url, s.attribute_mapping, s.name_id_format,
                (select coalesce(jsonb_agg(to_jsonb(d) order by d.domain), '[]') from auth.sso_domains d where d.sso_provider_id = p.id) as domains
            from auth.sso_providers p join auth.saml_providers s on s.sso_provider_id = p.id""";
    private static final int MOST = 1000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SamlProviders(RolePool authPool, JsonMapper json) {
        this.jdbc = authPool.jdbc();
        this.json = json;
    }

    List<SamlProvider> all() {
        return jdbc.sql(SELECT + " order by p.created_at, p.id limit " + MOST).query(this::read).list();
    }

    Optional<SamlProvider> find(UUID id) {
        return jdbc.sql(SELECT + " where p.id = ?").param(id).query(this::read).optional();
    }

    Optional<SamlProvider> findByDomain(String domain) {
        return jdbc.sql(SELECT + " where p.id = (select sso_provider_id from auth.sso_domains where domain = ?)")
                .param(domain)
                .query(this::read)
                .optional();
    }

    Optional<SamlProvider> findByEntityId(String entityId) {
        return jdbc.sql(SELECT + " where s.entity_id = ?").param(entityId).query(this::read).optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where the entity is registered, or a domain another's */
    void insert(UUID id, SamlProvider.Saml saml, boolean isDisabled, List<String> domains) {
        jdbc.sql("insert into auth.sso_providers (id, disabled) values (?, ?)").params(id, isDisabled).update();
        jdbc.sql("""
                insert into auth.saml_providers (id, sso_provider_id, entity_id, metadata_xml, metadata_url, attribute_mapping, name_id_format)
                values (?, ?, ?, ?, ?, ?::jsonb, ?)""")
                .param(Ids.next())
                .param(id)
                .param(saml.entityId())
                .param(saml.metadataXml())
                .param(saml.metadataUrl())
                .param(json.writeValueAsString(saml.mapping()))
                .param(saml.nameIdFormat())
                .update();
        domains.forEach(domain -> insertDomain(id, domain));
    }

    /** @throws org.springframework.dao.DuplicateKeyException where a domain is another's */
    void update(UUID id, SamlProvider.Saml saml, boolean isDisabled, List<String> domains) {
        jdbc.sql("update auth.sso_providers set disabled = ? where id = ?").params(isDisabled, id).update();
        jdbc.sql("""
                update auth.saml_providers set metadata_xml = ?, metadata_url = ?, attribute_mapping = ?::jsonb, name_id_format = ?
                where sso_provider_id = ?""")
                .param(saml.metadataXml())
                .param(saml.metadataUrl())
                .param(json.writeValueAsString(saml.mapping()))
                .param(saml.nameIdFormat())
                .param(id)
                .update();
        jdbc.sql("delete from auth.sso_domains where sso_provider_id = ? and not domain = any (?)")
                .params(id, domains.toArray(String[]::new))
                .update();
        var kept = jdbc.sql("select domain from auth.sso_domains where sso_provider_id = ?")
                .param(id)
                .query(String.class)
                .list();
        domains.stream().filter(domain -> !kept.contains(domain)).forEach(domain -> insertDomain(id, domain));
    }

    /** Replaces the metadata, unless somebody else has since. */
    void renew(UUID id, SamlProvider.Saml known, String metadataXml) {
        jdbc.sql("""
                update auth.saml_providers set metadata_xml = ?
                where sso_provider_id = ? and metadata_xml = ? and metadata_url = ?""")
                .param(metadataXml)
                .param(id)
                .param(known.metadataXml())
                .param(known.metadataUrl())
                .update();
    }

    /** Whether people may sign in through it, and stays so until the end of the transaction. */
    boolean isInUse(UUID id) {
        return jdbc.sql("select not disabled from auth.sso_providers where id = ? for share")
                .param(id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void delete(UUID id) {
        jdbc.sql("delete from auth.sso_providers where id = ?").param(id).update();
    }

    private void insertDomain(UUID provider, String domain) {
        jdbc.sql("insert into auth.sso_domains (id, sso_provider_id, domain) values (?, ?, ?)")
                .params(Ids.next(), provider, domain)
                .update();
    }

    private SamlProvider read(ResultSet row, int number) throws SQLException {
        var saml = new SamlProvider.Saml(row.getString("entity_id"), row.getString("metadata_xml"),
                row.getString("metadata_url"),
                json.readValue(row.getString("attribute_mapping"), AttributeMapping.class),
                row.getString("name_id_format"));
        var domains = json.readTree(row.getString("domains")).valueStream().map(SamlProviders::domain).toList();
        return new SamlProvider(row.getObject("id", UUID.class), row.getString("resource_id"),
                row.getBoolean("disabled"), saml, domains, Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    private static SamlProvider.Domain domain(JsonNode row) {
        return new SamlProvider.Domain(UUID.fromString(row.path("id").asString()), row.path("domain").asString(),
                OffsetDateTime.parse(row.path("created_at").asString()).toInstant(),
                OffsetDateTime.parse(row.path("updated_at").asString()).toInstant());
    }
}
