package io.github.azuredr.datalake.catalog;

import io.github.azuredr.datalake.analytics.AnalyticsException;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.store.LakeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings a plan into the target: databases, then credentials by REST, then everything else by jobs, then access rules by
 * REST. A script that fails is repeated object by object, so that one bad object does not hold up the others.
 */
public final class CatalogApply {
    private final CatalogPort target;
    private final JobRun jobs;
    private final CatalogFiles files;
    private final DdlSettings settings;
    private final Logins logins;

    /**
     * Creates it.
     *
     * @param target the target's catalog
     * @param jobs brings the target's jobs to their end
     * @param files copies assemblies' files
     * @param settings those the plan was written with
     * @param logins what credentials hold
     */
    public CatalogApply(CatalogPort target, JobRun jobs, CatalogFiles files, DdlSettings settings, Logins logins) {
        this.target = target;
        this.jobs = jobs;
        this.files = files;
        this.settings = settings;
        this.logins = logins;
    }

    /**
     * What was reached.
     *
     * @param done what is in the target now as it is in the source
     * @param problems what is not, each with its reason; includes those of the plan
     */
    public record Applied(Set<ObjectName> done, List<CatalogProblem> problems) {
        /** Copies both. */
        public Applied {
            done = java.util.Collections.unmodifiableSet(new TreeSet<>(done));
            problems = List.copyOf(problems);
        }
    }

    /**
     * Applies a plan.
     *
     * @param changes what the plan was made of
     * @param generation names this pass: a resumed pass gives the same and finds its jobs again; the next pass, which may
     *     have to do the same once more, another
     */
    public Applied run(DdlPlan plan, Collection<? extends Change> changes, String generation) {
        Pass pass = new Pass(generation);
        plan.problems().forEach(problem -> pass.problems.put(problem.object(), problem));
        List<Ddl> databases = new ArrayList<>();
        List<Ddl> others = new ArrayList<>();
        plan.statements().forEach(ddl -> (ddl.name().kind() == ObjectKind.DATABASE ? databases : others).add(ddl));
        pass.scripts(databases);
        changes.forEach(pass::credential);
        changes.forEach(pass::assembly);
        pass.scripts(others);
        changes.forEach(pass::access);
        return new Applied(pass.done, List.copyOf(pass.problems.values()));
    }

    private final class Pass {
        private final String generation;
        private final Map<ObjectName, CatalogProblem> problems = new TreeMap<>();
        private final Set<ObjectName> done = new HashSet<>();

        Pass(String generation) {
            this.generation = generation;
        }

        void scripts(List<Ddl> statements) {
            List<Ddl> ready = statements.stream()
                    .filter(ddl -> !problems.containsKey(ddl.name()))
                    .toList();
            Map<ObjectName, Ddl> byName = new TreeMap<>(DependencyOrder.BY_KIND);
            ready.forEach(ddl -> byName.put(ddl.name(), ddl));
            for (CatalogScript script : CatalogScript.of(ready)) {
                List<Ddl> parts = script.names().stream()
                        .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
                        .toList();
                boolean together = parts.stream().noneMatch(this::needsFailed)
                        && job("dr catalog", script.text()).succeeded();
                if (together) {
                    done.addAll(script.names());
                } else {
                    parts.forEach(this::alone);
                }
            }
        }

        private boolean needsFailed(Ddl ddl) {
            return ddl.needs().stream().anyMatch(problems::containsKey);
        }

        private void alone(Ddl ddl) {
            if (needsFailed(ddl)) {
                problem(
                        ddl.name(),
                        CatalogProblem.Rule.NEEDS_ANOTHER,
                        "it needs an object that failed: " + ddl.needs());
                return;
            }
            String text = CatalogScript.of(List.of(ddl)).get(0).text();
            Job job = job("dr catalog " + ddl.name().name(), text);
            if (job.succeeded()) {
                done.add(ddl.name());
            } else {
                problem(
                        ddl.name(),
                        CatalogProblem.Rule.JOB_FAILED,
                        "the job " + job.id() + " did not succeed: " + job.why());
            }
        }

        private Job job(String name, String text) {
            return jobs.toItsEnd(JobRequest.of(JobIds.of("catalog", target.account(), generation, text), name, text));
        }

        void credential(Change change) {
            if (change.name().kind() == ObjectKind.CREDENTIAL && change instanceof Change.Missing) {
                rest(change.name(), () -> target.putCredential(change.name(), logins.login(change.name())));
            }
        }

        void assembly(Change change) {
            Optional<CatalogObject> wanted = source(change).filter(each -> !problems.containsKey(each.name()));
            wanted.ifPresent(object -> {
                if (object.definition() instanceof Definition.Assembly assembly) {
                    copied(object.name(), assembly);
                }
            });
        }

        private void copied(ObjectName name, Definition.Assembly assembly) {
            try {
                assembly.files().forEach(file -> files.copy(file.contentPath(), settings.assemblyPath(name, file)));
            } catch (LakeException failed) {
                if (failed.kind().worthRetrying()) {
                    throw failed;
                }
                problem(
                        name,
                        CatalogProblem.Rule.FILE_NOT_COPIED,
                        "a file of it could not be copied: " + failed.getMessage()
                                + " The protected tree must be the account's default store.");
            }
        }

        /** Rules that only the target has stay: taking rights away is a person's decision. */
        void access(Change change) {
            source(change).ifPresent(object -> {
                if (object.definition() instanceof Definition.Access rule) {
                    rest(object.name(), () -> target.grant(object.name(), rule));
                }
            });
        }

        private static Optional<CatalogObject> source(Change change) {
            if (change instanceof Change.Missing missing) {
                return Optional.of(missing.source());
            }
            return change instanceof Change.Different different ? Optional.of(different.source()) : Optional.empty();
        }

        private void rest(ObjectName name, Runnable call) {
            if (problems.containsKey(name)) {
                return;
            }
            try {
                call.run();
                done.add(name);
            } catch (Refused refused) {
                problems.put(name, refused.of(name));
            } catch (AnalyticsException failed) {
                problem(name, CatalogProblem.Rule.JOB_FAILED, String.valueOf(failed.getMessage()));
            }
        }

        private void problem(ObjectName name, CatalogProblem.Rule rule, String reason) {
            problems.put(name, new CatalogProblem(name, rule, reason));
        }
    }
}
