# Functions of the scripts in this folder; sourced, never run.
# shellcheck shell=bash disable=SC2034 # variables are used by the scripts that source this

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
runner="$root/spark-runner"
class_path_file="$runner/target/classpath.txt"
maven_spark_home="$root/target/spark-home"
main_class=rondo.spark.cli.Rondo

# In the locale C, which containers have, Java would read arguments as ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

# What spark-submit gives every JVM (org.apache.spark.launcher.JavaModuleOptions; a test compares).
module_options=(
  -XX:+IgnoreUnrecognizedVMOptions
  --add-modules=jdk.incubator.vector
  --add-opens=java.base/java.lang=ALL-UNNAMED
  --add-opens=java.base/java.lang.invoke=ALL-UNNAMED
  --add-opens=java.base/java.lang.reflect=ALL-UNNAMED
  --add-opens=java.base/java.io=ALL-UNNAMED
  --add-opens=java.base/java.net=ALL-UNNAMED
  --add-opens=java.base/java.nio=ALL-UNNAMED
  --add-opens=java.base/java.util=ALL-UNNAMED
  --add-opens=java.base/java.util.concurrent=ALL-UNNAMED
  --add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED
  --add-opens=java.base/jdk.internal.ref=ALL-UNNAMED
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
  --add-opens=java.base/sun.nio.cs=ALL-UNNAMED
  --add-opens=java.base/sun.security.action=ALL-UNNAMED
  --add-opens=java.base/sun.util.calendar=ALL-UNNAMED
  --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED
  -Djdk.reflect.useDirectMethodHandle=false
  -Dio.netty.tryReflectionSetAccessible=true
  -Dio.netty.allocator.type=pooled
  -Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE
  --enable-native-access=ALL-UNNAMED
)

# On JDK 17 a kernel compiled in the background sometimes comes out thirty times too slow. Only
# kernels wait for the compiler: where all code does, Spark takes twice as long to start.
kernel_options=(
  -XX:CompileCommand=quiet
  '-XX:CompileCommand=BackgroundCompilation,rondo.kernel.*::*,false'
  '-XX:CompileCommand=BackgroundCompilation,jdk.incubator.vector.*::*,false'
)

# fail EXIT_CODE SENTENCE
fail() {
  printf '%s: %s\n' "$(basename -- "$0")" "$2" >&2
  exit "$1"
}

# Sets `java`, from JAVA_HOME or the PATH, and refuses anything older than 17.
find_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    java="$JAVA_HOME/bin/java"
    [[ -x $java ]] || fail 78 "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a JDK 17 or later"
  else
    java=$(command -v java) || fail 78 "found no java; install JDK 17 or later, or set JAVA_HOME to one"
  fi
  local line version
  line=$("$java" -version 2>&1 | grep -m 1 version) || line=
  version=${line#*\"}
  version=${version#1.}
  version=${version%%[!0-9]*}
  [[ -n $version && $version -ge 17 ]] ||
    fail 78 "$java is Java ${version:-of unknown version}, expected 17 or later; set JAVA_HOME to a newer JDK"
}

# Sets `jar`, the newest jar with everything but Spark; empty where there is none.
find_jar() {
  local candidate
  jar=
  for candidate in "$runner"/target/rondo-spark-runner-*.jar; do
    [[ -f $candidate && ( -z $jar || $candidate -nt $jar ) ]] && jar=$candidate
  done
  return 0
}

# Prints the jars that the build needs besides ours, one a line.
class_path_entries() {
  local entries
  entries=$(<"$class_path_file")
  printf '%s\n' "${entries//:/$'\n'}"
}

# True where the jar, the class path or a jar on it is missing, or a source is newer than the jar.
is_stale() {
  find_jar
  [[ -n $jar && -s $class_path_file ]] || return 0
  local entry
  while IFS= read -r entry; do
    [[ -e $entry ]] || return 0
  done < <(class_path_entries)
  [[ -n $(find "$root/pom.xml" "$root"/{core,spark-runner}/pom.xml \
    "$root"/{core,spark-runner}/src/main "$root/conf/quickstart.conf" -newer "$jar" -print -quit) ]]
}

# Sets `java`, `jar` and `class_path`; builds first where something is missing or old.
prepare() {
  find_java
  if is_stale; then
    build
  fi
  class_path=$(<"$class_path_file")
}

build() {
  command -v mvn >/dev/null || fail 78 "the build needs Maven, found no mvn; install Maven 3.8 or later"
  mkdir -p "$root/target"
  local log="$root/target/build.log" lock="$root/target/build.lock" reason="the sources changed"
  [[ -n $jar ]] || reason="first time: Maven fetches Spark, a few minutes"
  if command -v flock >/dev/null; then
    exec 9>"$lock"
    flock 9
    # Another start may have built it meanwhile.
    if ! is_stale; then
      exec 9>&- # else the JVM that follows would hold the lock
      return 0
    fi
  fi
  printf 'building Rondo (%s)...\n' "$reason" >&2
  if ! (cd "$root" && mvn -q -B -ntp -Dmaven.test.skip=true -Dchecks.skip=true \
    -pl spark-runner -am package) >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    fail 78 "the build failed; its log is above and in $log"
  fi
  find_jar
  # Maven leaves an unchanged jar as old as it was.
  touch "$jar"
  exec 9>&-
}

# A SPARK_HOME made of the jars that Maven fetched; sets the environment for what runs in it.
use_maven_spark() {
  local jars="$maven_spark_home/jars" entry
  if [[ ! $jars -nt $class_path_file ]]; then
    rm -rf "$jars" "$jars.new"
    mkdir -p "$jars.new"
    while IFS= read -r entry; do
      ln -sf "$entry" "$jars.new/"
    done < <(class_path_entries)
    mv "$jars.new" "$jars"
  fi
  export SPARK_HOME=$maven_spark_home SPARK_SCALA_VERSION=2.13
  export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
}

# The jar of the quickstart's text: data, which no Spark distribution has.
data_jar() {
  class_path_entries | grep -m 1 extjwnl-data
}

# is_free PORT: true where nothing listens on it.
is_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}
