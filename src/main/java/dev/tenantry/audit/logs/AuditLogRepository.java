package dev.tenantry.audit.logs;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface AuditLogRepository extends Repository<AuditLog, Long> {

    Optional<AuditLog> findById(Long id);
}
