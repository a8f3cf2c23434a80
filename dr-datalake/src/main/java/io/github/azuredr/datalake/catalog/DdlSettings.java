package io.github.azuredr.datalake.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * What the catalog does not tell and a statement needs.
 *
 * @param assemblyFolder where in the target's default store the copied assembly files lie, without a slash at its end
 * @param dataSourceCredentials the credential of each external data source, by {@code database.name}
 * @param dataSourceStrings the provider string of a data source in the target, by {@code database.name}, where it differs
 */
public record DdlSettings(
        String assemblyFolder, Map<String, String> dataSourceCredentials, Map<String, String> dataSourceStrings) {

    /** Refuses a folder that is not a rooted path. */
    public DdlSettings {
        if (!assemblyFolder.startsWith("/") || assemblyFolder.endsWith("/")) {
            throw new IllegalArgumentException("assemblyFolder must begin with a slash and end without one: '"
                    + assemblyFolder + "'; write it as in /dr/assemblies");
        }
        dataSourceCredentials = Map.copyOf(dataSourceCredentials);
        dataSourceStrings = Map.copyOf(dataSourceStrings);
    }

    /** Settings for catalogs without external data sources. */
    public static DdlSettings ofDefaults() {
        return new DdlSettings("/dr/assemblies", Map.of(), Map.of());
    }

    Optional<String> credential(ObjectName dataSource) {
        return Optional.ofNullable(dataSourceCredentials.get(dataSource.database() + "." + dataSource.name()));
    }

    Optional<String> providerString(ObjectName dataSource) {
        return Optional.ofNullable(dataSourceStrings.get(dataSource.database() + "." + dataSource.name()));
    }

    /** Where a file of an assembly is to be copied in the target's default store. */
    public String assemblyPath(ObjectName assembly, Definition.AssemblyFile file) {
        return assemblyFolder + "/" + segment(assembly.database()) + "/" + segment(assembly.name()) + "/"
                + segment(file.name());
    }

    private static String segment(String name) {
        return java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
