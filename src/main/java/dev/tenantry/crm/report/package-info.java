/** Reports: what each is asked and how its figures are counted, converted, named and told, as JSON, as a table and as a picture. */
@NullMarked
package dev.tenantry.crm.report;

import org.jspecify.annotations.NullMarked;
