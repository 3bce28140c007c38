package dev.tenantry.integrations.openapi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.integrations.IntegrationOperations;
import dev.tenantry.integrations.IntegrationUses;
import dev.tenantry.integrations.NamedOperation;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** The operations of integrations that ask any API. */
@Service
@Transactional(readOnly = true)
class OperationService implements IntegrationOperations {

    private static final String ASKING = "http";
    private static final String PROVIDER = """
            select i.provider from integrations i where i.organization_id = app.org_id() and i.id = ?""";
    private static final String ALL = """
            select o.integration_id, o.name, o.method, o.path, o.parameters, o.body_required, o.body_schema from integration_operations o
            where o.organization_id = app.org_id() and o.integration_id = ? order by o.name""";
    private static final String FIND = """
            select o.integration_id, o.name, o.method, o.path, o.parameters, o.body_required, o.body_schema from integration_operations o
            join integrations i on i.organization_id = o.organization_id and i.id = o.integration_id
            where o.organization_id = app.org_id() and o.name = ? and (?::uuid is null or o.integration_id = ?::uuid)
            order by i.is_active desc, i.created_at, i.id limit 1""";
    private static final String KNOWN = """
            select o.name, o.integration_id, i.is_active from integration_operations o
            join integrations i on i.organization_id = o.organization_id and i.id = o.integration_id
            where o.organization_id = app.org_id() and o.name = any (?)""";
    private static final String LEFT_OUT = "select i.operations_left_out from integrations i where i.organization_id = app.org_id() and i.id = ?";
    private static final String LEAVE_OUT = "update integrations set operations_left_out = ?::jsonb where organization_id = app.org_id() and id = ?";
    private static final String FORGET = "delete from integration_operations where organization_id = app.org_id() and integration_id = ?";
    private static final String ADD = """
            insert into integration_operations (organization_id, integration_id, name, method, path, parameters, body_required, body_schema)
            select app.org_id(), ?, o.name, o.method, o.path, o.parameters::jsonb, o.body_required, o.body_schema::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[])
                as o (name, method, path, parameters, body_required, body_schema)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditTrail audit;
    /** Those who go by them ask the types of steps, one of which asks here. */
    private final ObjectProvider<IntegrationUses> uses;
    private final BodySchemas bodies = new BodySchemas();

    OperationService(JdbcClient jdbc, JsonMapper json, AuditTrail audit, ObjectProvider<IntegrationUses> uses) {
        this.uses = uses;
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
    }

    /** @throws ProblemException 404 where there is no such integration */
    OperationsResponse list(UUID integration) {
        var leftOut = jdbc.sql(LEFT_OUT)
                .param(integration)
                .query(String.class)
                .optional()
                .orElseThrow(
                        ProblemException::notFound);
        var operations = jdbc.sql(ALL)
                .param(integration)
                .query(this::read)
                .stream()
                .map(one -> new OperationResponse(one.name(), one.method(), one.path(), one.parameters(),
                        one.bodyRequired(), one.bodySchema()))
                .toList();
        return new OperationsResponse(operations, new Page.Paging(null),
                json.readValue(leftOut, new TypeReference<List<LeftOutOperation>>() {
                }));
    }

    /** @throws ProblemException 403 where the caller may not read what workflows send by it, 409 where its provider takes no requests of any kind, 422 where the document is none */
    @Transactional
    OperationsResponse importAll(UUID integration, String document) {
        var read = new OpenApiReader(json, integration).read(document);
        var operations = read.operations();
        var provider = jdbc.sql(PROVIDER + " for no key update")
                .param(integration)
                .query(String.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
        if (!provider.equals(ASKING)) {
            throw ProblemException.conflict("operations are those of integrations by " + ASKING);
        }
        uses.getObject().demandToRedirect(integration);
        jdbc.sql(FORGET).param(integration).update();
        jdbc.sql(LEAVE_OUT).param(json.writeValueAsString(read.leftOut())).param(integration).update();
        jdbc.sql(ADD)
                .param(integration)
                .params(operations.stream().map(NamedOperation::name).toArray(String[]::new),
                        operations.stream().map(NamedOperation::method).toArray(String[]::new),
                        operations.stream().map(NamedOperation::path).toArray(String[]::new),
                        operations.stream()
                                .map(one -> json.writeValueAsString(one.parameters()))
                                .toArray(String[]::new),
                        operations.stream().map(NamedOperation::bodyRequired).toArray(Boolean[]::new),
                        operations.stream().map(OperationService::bodySchema).toArray(String[]::new))
                .update();
        audit.record(new AuditEntry("integration.operations-imported", AuditEntry.Category.DATA_MODIFICATION,
                "integration", integration.toString(), Map.of(), Map.of("operations", operations.size())));
        return list(integration);
    }

    @Override
    public Optional<NamedOperation> find(@Nullable UUID integration, String name) {
        return jdbc.sql(FIND).param(name).param(integration).param(integration).query(this::read).optional();
    }

    @Override
    public Map<Named, String> objections(Collection<Named> named) {
        var known = jdbc.sql(KNOWN)
                .param(named.stream().map(Named::name).toArray(String[]::new))
                .query((row, _) -> new Known(row.getString(1), row.getObject(2, UUID.class), row.getBoolean(3)))
                .list();
        var objections = new HashMap<Named, String>();
        for (var one : named) {
            var found = known.stream().filter(other -> other.isMeant(one)).toList();
            if (found.isEmpty()) {
                objections.put(one, "no integration has such an operation any more");
            } else if (found.stream().noneMatch(Known::isActive)) {
                objections.put(one, "no integration with such an operation is connected");
            }
        }
        return objections;
    }

    private record Known(String name, UUID integration, boolean isActive) {

        boolean isMeant(Named named) {
            return name.equals(named.name())
                    && (named.integration() == null || named.integration().equals(integration));
        }
    }

    @Override
    public List<FieldError> faults(NamedOperation operation, JsonNode body) {
        var schema = operation.bodySchema();
        return schema == null ? List.of() : bodies.faults(schema, body);
    }

    @Override
    public @Nullable FieldError fault(NamedOperation.Parameter parameter, String value) {
        return parameter.schema() == null ? null : ParameterValues.fault(parameter.schema(), value, bodies);
    }

    private static @Nullable String bodySchema(NamedOperation operation) {
        var schema = operation.bodySchema();
        return schema == null ? null : schema.toString();
    }

    private NamedOperation read(ResultSet row, int number) throws SQLException {
        var schema = row.getString("body_schema");
        return new NamedOperation(row.getObject("integration_id", UUID.class), row.getString("name"),
                row.getString("method"), row.getString("path"),
                json.readValue(row.getString("parameters"), new TypeReference<List<NamedOperation.Parameter>>() {
                }), row.getBoolean("body_required"), schema == null ? null : json.readTree(schema));
    }
}
