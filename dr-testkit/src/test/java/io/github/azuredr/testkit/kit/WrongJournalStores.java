package io.github.azuredr.testkit.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.journal.StoredSnapshot;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Stores that each get one thing wrong, by the fact of the kit they break. */
final class WrongJournalStores {
    private WrongJournalStores() {}

    /** For one run of the kit's facts, each on a memory of its own. */
    static Map<String, Function<InMemoryJournalStore, JournalStore>> byFact() {
        Map<String, Function<InMemoryJournalStore, JournalStore>> wrong = new TreeMap<>();
        reading(wrong);
        appending(wrong);
        snapshots(wrong);
        closing(wrong);
        return wrong;
    }

    private static void reading(Map<String, Function<InMemoryJournalStore, JournalStore>> wrong) {
        wrong.put("aLogThatWasNeverWrittenIsEmpty", memory -> new WrongJournalStore(memory) {
            @Override
            public List<byte[]> read(String application, long from, int atMost) {
                List<byte[]> read = super.read(application, from, atMost);
                return super.read(application, 0, 1).isEmpty() ? List.of(new byte[0]) : read;
            }
        });
        wrong.put("aLogIsReadInPagesInOrderWithoutGapOrRepeat", memory -> new WrongJournalStore(memory) {
            @Override
            public List<byte[]> read(String application, long from, int atMost) {
                return super.read(application, Math.min(from, 0), atMost);
            }
        });
        wrong.put("noMoreIsReadThanWasAskedFor", memory -> new WrongJournalStore(memory) {
            @Override
            public List<byte[]> read(String application, long from, int atMost) {
                return super.read(application, from, atMost > 0 ? Integer.MAX_VALUE : atMost);
            }
        });
        wrong.put("anotherHandleSeesEveryAppendThatWasAnswered", memory -> new WrongJournalStore(memory) {
            private final Map<String, List<byte[]>> cached = new HashMap<>();

            @Override
            public List<byte[]> read(String application, long from, int atMost) {
                List<byte[]> fresh = super.read(application, from, atMost);
                String asked = application + " " + from + " " + atMost;
                return cached.computeIfAbsent(asked, first -> fresh).stream()
                        .map(byte[]::clone)
                        .toList();
            }
        });
        wrong.put("whoeverChangesAnArrayAfterwardsDoesNotChangeTheLog", memory -> new WrongJournalStore(memory) {
            private final Map<String, List<byte[]>> uncopied = new HashMap<>();

            @Override
            public synchronized Append append(String application, long n, byte[] record) {
                Append answer = super.append(application, n, record);
                if (answer == Append.APPENDED) {
                    uncopied.computeIfAbsent(application, name -> new ArrayList<>())
                            .add(record);
                }
                return answer;
            }

            @Override
            public synchronized List<byte[]> read(String application, long from, int atMost) {
                List<byte[]> copied = super.read(application, from, atMost);
                List<byte[]> mine = uncopied.getOrDefault(application, List.of());
                return from == 0 && mine.size() == copied.size() ? mine : copied;
            }
        });
    }

    private static void appending(Map<String, Function<InMemoryJournalStore, JournalStore>> wrong) {
        wrong.put("recordsComeBackByteForByte", memory -> new WrongJournalStore(memory) {
            @Override
            public Append append(String application, long n, byte[] record) {
                return super.append(application, n, new String(record, UTF_8).getBytes(UTF_8));
            }
        });
        wrong.put("aTakenPositionIsSaidToBeTakenAndKeepsItsRecord", memory -> new WrongJournalStore(memory) {
            private final Map<String, byte[]> overwritten = new HashMap<>();

            @Override
            public synchronized Append append(String application, long n, byte[] record) {
                Append answer = super.append(application, n, record);
                if (answer == Append.TAKEN) {
                    overwritten.put(application, record);
                }
                return answer;
            }

            @Override
            public synchronized List<byte[]> read(String application, long from, int atMost) {
                byte[] last = overwritten.get(application);
                return last == null ? super.read(application, from, atMost) : List.of(last);
            }
        });
        wrong.put("aPositionThatWouldLeaveAGapIsRefused", memory -> new WrongJournalStore(memory) {
            @Override
            public Append append(String application, long n, byte[] record) {
                boolean gap = n > 0 && super.read(application, n - 1, 1).isEmpty();
                return gap ? Append.TAKEN : super.append(application, n, record);
            }
        });
        wrong.put("applicationsDoNotShareALog", memory -> new WrongJournalStore(memory) {
            @Override
            public Append append(String application, long n, byte[] record) {
                return super.append(application.toLowerCase(Locale.ROOT), n, record);
            }

            @Override
            public List<byte[]> read(String application, long from, int atMost) {
                return super.read(application.toLowerCase(Locale.ROOT), from, atMost);
            }
        });
        Thread testing = Thread.currentThread();
        wrong.put("ofAllWhoAppendAtAPositionExactlyOneIsToldItIsTheirs", memory -> new WrongJournalStore(memory) {
            @Override
            public Append append(String application, long n, byte[] record) {
                Append answer = super.append(application, n, record);
                return Thread.currentThread().equals(testing) ? answer : Append.APPENDED;
            }
        });
        wrong.put("numbersThatCannotBeMeantAreRefused", memory -> new WrongJournalStore(memory) {
            @Override
            public List<byte[]> read(String application, long from, int atMost) {
                return super.read(application, from, Math.max(1, atMost));
            }
        });
    }

    private static void snapshots(Map<String, Function<InMemoryJournalStore, JournalStore>> wrong) {
        wrong.put(
                "theNewestSnapshotIsTheOneThatHasTakenInTheMostWhateverIsSavedLater",
                memory -> new WrongJournalStore(memory) {
                    private final Map<String, StoredSnapshot> lastSaved = new HashMap<>();

                    @Override
                    public Optional<StoredSnapshot> newestSnapshot(String application) {
                        return Optional.ofNullable(lastSaved.get(application))
                                .or(() -> super.newestSnapshot(application));
                    }

                    @Override
                    public void saveSnapshot(String application, StoredSnapshot snapshot) {
                        lastSaved.put(application, snapshot);
                        super.saveSnapshot(application, snapshot);
                    }
                });
        wrong.put("aSnapshotBelongsToItsApplication", memory -> new WrongJournalStore(memory) {
            @Override
            public Optional<StoredSnapshot> newestSnapshot(String application) {
                return super.newestSnapshot("one for all");
            }

            @Override
            public void saveSnapshot(String application, StoredSnapshot snapshot) {
                super.saveSnapshot("one for all", snapshot);
            }
        });
        wrong.put("aSnapshotOutlivesTheHandleThatSavedIt", memory -> new WrongJournalStore(memory) {
            private Optional<StoredSnapshot> unsaved = Optional.empty();

            @Override
            public Optional<StoredSnapshot> newestSnapshot(String application) {
                return unsaved.filter(snapshot -> application.equals("orders"));
            }

            @Override
            public void saveSnapshot(String application, StoredSnapshot snapshot) {
                unsaved = unsaved.filter(kept -> kept.n() > snapshot.n()).or(() -> Optional.of(snapshot));
            }
        });
    }

    private static void closing(Map<String, Function<InMemoryJournalStore, JournalStore>> wrong) {
        Map<InMemoryJournalStore, AtomicBoolean> lost = new HashMap<>();
        wrong.put("aLogOutlivesTheHandleThatWroteIt", memory -> new WrongJournalStore(memory) {
            private final AtomicBoolean gone = lost.computeIfAbsent(memory, any -> new AtomicBoolean());

            @Override
            public List<byte[]> read(String application, long from, int atMost) {
                List<byte[]> read = super.read(application, from, atMost);
                return gone.get() ? List.of() : read;
            }

            @Override
            public void close() {
                gone.set(true);
                super.close();
            }
        });
        wrong.put("aClosedHandleRefusesAndLeavesTheOthersWorking", memory -> new WrongJournalStore(memory) {
            private final AtomicBoolean closed = new AtomicBoolean();

            @Override
            public List<byte[]> read(String application, long from, int atMost) {
                return closed.get() ? List.of() : super.read(application, from, atMost);
            }

            @Override
            public void close() {
                closed.set(true);
                super.close();
            }
        });
    }
}
